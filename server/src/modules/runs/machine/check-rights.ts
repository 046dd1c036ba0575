import { gatePort } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import type { OpenRun } from "../find-run.ts";

/**
 * Whether all may: the person that a run is for, whoever answers for the agent, and for those that called it. Asked at each call, as things are now.
 * @returns nothing where they may, else the rule that says no
 */
export async function checkRights(work: Work, run: OpenRun, permission: string): Promise<string | undefined> {
  if (run.answerable === null) return "agents.nobody_answers";
  const people = [...new Set([run.user_id, run.answerable, ...(run.config.callers ?? [])])];
  for (const userId of people) {
    const rule = await findDenial(work, run, { userId, permission });
    if (rule) return `${userId === run.user_id ? "rights.person" : "rights.agent"}:${rule}`;
  }
  return undefined;
}

type Asked = { userId: string; permission: string };

async function findDenial(work: Work, run: OpenRun, { userId, permission }: Asked): Promise<string | undefined> {
  const gate = work.port(gatePort);
  const { organization_id: organizationId, workspace_id: workspaceId, agent_id: id } = run;
  const scope = proveScope({ organizationId, workspaceId, userId });
  const { rights } = await gate.readStanding({ ...work, scope });
  const decision = await gate.decide({
    principal: { kind: "agent", id, userId: scope.userId!, scopes: [permission], ...rights },
    action: permission,
    resource: { agent: id },
    context: { at: work.clock.now(), isRead: false, country: undefined },
  });
  return decision.allow && (decision.obligations ?? []).length === 0 ? undefined : decision.rule;
}
