import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";

const agentsWithin = lookup<[string, readonly string[], readonly string[]], { id: string }>(
  "agents_within",
  `select id from agents where organization_id = $1 and id = any($3)
   and (cardinality($2::text[]) = 0 or workspace_id = any($2))`,
);

/** Which of these agents lie in the organization entered, in one of the workspaces named or, where none is, in any. */
export async function findAgentsWithin(
  { lookup: ask, scope }: Work<"organization">,
  { workspace_ids, agent_ids }: { workspace_ids: readonly string[]; agent_ids: readonly string[] },
): Promise<Set<string>> {
  const found = await ask(agentsWithin, scope.organizationId, workspace_ids, agent_ids);
  return new Set(found.map(({ id }) => id));
}
