import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { findTrigger, type TriggerRow } from "./present-trigger.ts";

export const deleteTrigger = endpoint({
  method: "DELETE",
  path: "/agent-triggers/{trigger_id}",
  summary: "End what has an agent run by itself. Runs that it began stay.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  status: 204,
  input: z.strictObject({ trigger_id: z.string() }),
  output: nothing,
  audit: { action: "agent_trigger.deleted", target: (_, { trigger_id }) => trigger_id },
  load: (ctx, { trigger_id }) => findTrigger(ctx, trigger_id),
  attributes: (_, { agent_id }: TriggerRow) => ({ agent: agent_id }),
  async run(ctx, { trigger_id }) {
    const values = [ctx.scope.workspaceId, trigger_id];
    await ctx.db.query("delete from agent_triggers where workspace_id = $1 and id = $2", values);
    return {};
  },
});
