import type { Work } from "../../framework/context.ts";
import { agentKey } from "./find-agent.ts";
import type { AgentRow } from "./present-agent.ts";
import { agents } from "./tables.ts";

/** More than anyone has in one workspace. */
export const agentsMax = 1000;

/** The agents of this workspace, the oldest first, with what is sealed of them. */
export async function openAllAgents(work: Work): Promise<AgentRow[]> {
  const rows = await work.db
    .of(agents)
    .selectFrom("agents")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .orderBy("id")
    .limit(agentsMax)
    .execute();
  const key = await agentKey(work);
  return rows.map((row) => work.open(agents, key, row));
}
