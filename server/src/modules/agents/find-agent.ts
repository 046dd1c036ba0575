import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { AgentRow } from "./present-agent.ts";
import { agents } from "./tables.ts";

/** The key that opens the workspace's agents. */
export const agentKey = (work: Work) =>
  work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");

/**
 * An agent of this workspace, opened.
 * @throws Refusal `request.not_found`
 */
export async function findAgent(work: Work, id: string): Promise<AgentRow> {
  const row = await work.db
    .of(agents)
    .selectFrom("agents")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(agents, await agentKey(work), row);
}
