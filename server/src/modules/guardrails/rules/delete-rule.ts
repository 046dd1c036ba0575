import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { announceRules } from "../announce-rules.ts";

export const deleteRule = endpoint({
  method: "DELETE",
  path: "/guardrail-rules/{guardrail_rule_id}",
  summary: "Delete a rule of the workspace's guardrail. What it kept in leaves from the next call on.",
  scope: "workspace",
  permission: "guardrails.write",
  purpose: "guardrails",
  status: 204,
  input: z.strictObject({ guardrail_rule_id: z.string() }),
  output: nothing,
  audit: { action: "guardrail_rule.deleted", target: (_, { guardrail_rule_id }) => guardrail_rule_id },
  async run(ctx, { guardrail_rule_id: id }) {
    const gone = await ctx.db.query("delete from guardrail_rules where workspace_id = $1 and id = $2 returning id", [
      ctx.scope.workspaceId,
      id,
    ]);
    if (gone.length === 0) throw requestErrors.not_found();
    await announceRules(ctx);
    return {};
  },
});
