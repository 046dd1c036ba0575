import type { Work } from "../framework/context.ts";
import { requestErrors } from "../framework/errors.ts";
import { egressErrors } from "./errors.ts";
import { type AiSwitches, type Gate, gatePort } from "./ports.ts";

/**
 * Authorisation and policy, the first two questions of the gate: also asked before anything is queued for it.
 * @throws Refusal `request.not_allowed`, `egress.ai_off`
 */
export async function checkAi(work: Work, permission: string, gate: Gate = work.port(gatePort)): Promise<void> {
  const { role, ai } = await gate.readStanding(work);
  const asked = {
    principal: work.principal,
    role,
    action: permission,
    resource: {},
    context: { at: work.clock.now() },
  };
  const { allow, rule } = await gate.decide(asked);
  if (!allow) throw requestErrors.not_allowed({ permission, rule });
  refuseWhereOff(ai);
}

/** AI is on only where organization and workspace both say so; a workspace that is gone says no. */
export function refuseWhereOff(ai: AiSwitches | undefined): void {
  if (!ai?.organization) throw egressErrors.ai_off({ level: "organization" });
  if (!ai.workspace) throw egressErrors.ai_off({ level: "workspace" });
}
