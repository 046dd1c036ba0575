import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { announceRules } from "../announce-rules.ts";
import { guardrailErrors } from "../errors.ts";
import { guardrailRules } from "../tables.ts";
import { checkRoom } from "./check-room.ts";
import { findRule, guardrailKey, presentRule, ruleOutput } from "./present-rule.ts";
import { checkNotEmpty, checkPatterns, ruleFields } from "./rule-fields.ts";

export const updateRule = endpoint({
  method: "PATCH",
  path: "/guardrail-rules/{guardrail_rule_id}",
  summary: "Change a rule of the workspace's guardrail. It counts from the next call on.",
  scope: "workspace",
  permission: "guardrails.write",
  purpose: "guardrails",
  versioned: true,
  input: z.strictObject({ guardrail_rule_id: z.string(), ...z.object(ruleFields).partial().shape }),
  output: ruleOutput,
  refusals: [guardrailErrors.rule_empty, guardrailErrors.pattern_refused, guardrailErrors.limit_reached],
  audit: { action: "guardrail_rule.updated", target: ({ id }) => id },
  load: (ctx, { guardrail_rule_id }) => findRule(ctx, guardrail_rule_id),
  async run(ctx, { guardrail_rule_id: id, ...asked }, { resource: old }) {
    checkPatterns(asked);
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const changed = { ...old, ...given, updated_at: ctx.at, version: old.version + 1 };
    checkNotEmpty(changed);
    await checkRoom(ctx, changed);
    const {
      organization_id: _o,
      workspace_id: _w,
      id: _i,
      ...set
    } = ctx.seal(guardrailRules, await guardrailKey(ctx), changed);
    const written = await ctx.db
      .of(guardrailRules)
      .updateTable("guardrail_rules")
      .set(set)
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", id)
      .where("version", "=", old.version)
      .returning("id")
      .execute();
    if (written.length === 0) throw requestErrors.changed();
    await announceRules(ctx);
    return presentRule(changed);
  },
});
