import type { Decide, Rights } from "../framework/request/authorize.ts";
import type { Principal, Work } from "../framework/context.ts";
import { requestErrors } from "../framework/errors.ts";
import { egressErrors } from "./errors.ts";
import { type AiSwitches, type Gate, gatePort, type Standing } from "./ports.ts";

/**
 * Authorisation and policy, the first two questions of the gate: also asked before anything is queued for it.
 * @throws Refusal `request.not_allowed`, `egress.ai_off`, `egress.locked`
 */
export async function checkAi(work: Work, permission: string, gate: Gate = work.port(gatePort)): Promise<void> {
  const standing = await gate.readStanding(work);
  const { rights, ai } = standing;
  await refuseWithoutRight(gate.decide, { principal: work.principal, rights, permission, at: work.clock.now() });
  refuseWhereOff(ai);
  refuseWhereLocked(standing);
}

type Asked = { principal: Principal; rights: Rights; permission: string; at: Date };

/** @throws Refusal `request.not_allowed` */
export async function refuseWithoutRight(decide: Decide, { principal, rights, permission, at }: Asked): Promise<void> {
  const context = { at, isRead: false, country: undefined };
  const asked = { principal: { ...principal, ...rights }, action: permission, resource: {}, context };
  const { allow, rule, obligations = [] } = await decide(asked);
  if (!allow || obligations.length > 0) throw requestErrors.not_allowed({ permission, rule });
}

/** AI is on only where organization and workspace both say so; a workspace that is gone says no. */
export function refuseWhereOff(ai: AiSwitches | undefined): void {
  if (!ai?.organization) throw egressErrors.ai_off({ level: "organization" });
  if (!ai.workspace) throw egressErrors.ai_off({ level: "workspace" });
}

/** Whoever locked their data, or objected to AI, is obeyed by the next call, and within a second by one that runs. */
export function refuseWhereLocked(standing: Pick<Standing, "isLocked"> | undefined): void {
  if (standing?.isLocked) throw egressErrors.locked({ purpose: "ai" });
}
