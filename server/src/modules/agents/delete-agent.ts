import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { agents } from "./tables.ts";

export const deleteAgent = endpoint({
  method: "DELETE",
  path: "/agents/{agent_id}",
  summary: "Delete an agent.",
  description: "Conversations with it stay with the people who had them, and can be read but not continued.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  status: 204,
  input: z.strictObject({ agent_id: z.string() }),
  output: nothing,
  audit: { action: "agent.deleted", target: (_, { agent_id }) => agent_id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run({ db, scope }, { agent_id }) {
    const gone = await db
      .of(agents)
      .deleteFrom("agents")
      .where("workspace_id", "=", scope.workspaceId)
      .where("id", "=", agent_id)
      .returning("id")
      .execute();
    if (gone.length === 0) throw requestErrors.not_found();
    return {};
  },
});
