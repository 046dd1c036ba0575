import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { announceRules } from "../announce-rules.ts";
import { guardrailErrors } from "../errors.ts";
import { guardrailRules } from "../tables.ts";
import { checkRoom } from "./check-room.ts";
import { guardrailKey, presentRule, ruleOutput } from "./present-rule.ts";
import { checkNotEmpty, checkPatterns, ruleFields } from "./rule-fields.ts";

export const createRule = endpoint({
  method: "POST",
  path: "/guardrail-rules",
  summary: "Watch for terms, topics or claims of the workspace's own in what leaves.",
  scope: "workspace",
  permission: "guardrails.write",
  purpose: "guardrails",
  status: 201,
  versioned: true,
  input: z.strictObject({
    ...ruleFields,
    words: ruleFields.words.default([]),
    patterns: ruleFields.patterns.default([]),
  }),
  output: ruleOutput,
  refusals: [guardrailErrors.rule_empty, guardrailErrors.pattern_refused, guardrailErrors.limit_reached],
  audit: { action: "guardrail_rule.created", target: ({ id }) => id },
  async run(ctx, fields) {
    checkPatterns(fields);
    checkNotEmpty(fields);
    const id = ctx.newId("grl");
    await checkRoom(ctx, { id, ...fields });
    const { organizationId, workspaceId, userId } = ctx.scope;
    const row = {
      ...fields,
      id,
      organization_id: organizationId,
      workspace_id: workspaceId,
      created_by: userId,
      created_at: ctx.at,
      updated_at: ctx.at,
      version: 1,
    };
    const sealed = ctx.seal(guardrailRules, await guardrailKey(ctx), row);
    await ctx.db.of(guardrailRules).insertInto("guardrail_rules").values(sealed).execute();
    await announceRules(ctx);
    return presentRule(row);
  },
});
