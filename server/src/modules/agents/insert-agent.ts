import type * as z from "zod";
import type { Work } from "../../framework/context.ts";
import type { AgentConfig } from "./tell-instructions.ts";
import { agentKey } from "./find-agent.ts";
import { type agent, presentAgent } from "./present-agent.ts";
import { agents } from "./tables.ts";

type Fields = { name: string; instructions: string; model: string; example: boolean } & Partial<AgentConfig>;

/** Writes a new agent in this workspace. There is one example at the most: a second is not written. */
export async function insertAgent(work: Work, fields: Fields): Promise<z.infer<typeof agent>> {
  const { organizationId, workspaceId, userId } = work.scope;
  const row = {
    ...fields,
    rating: fields.rating ?? "everyone",
    settings: fields.settings ?? null,
    published: null,
    id: work.newId("agt"),
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    created_by: userId ?? null,
    created_at: work.at,
    updated_at: work.at,
    version: 1,
  };
  await work.db
    .of(agents)
    .insertInto("agents")
    .values(work.seal(agents, await agentKey(work), row))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return presentAgent(row);
}
