import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { guardrailRules } from "../tables.ts";
import { guardrailKey, presentRule, ruleOutput, type RuleRow } from "./present-rule.ts";

export const listRules = endpoint({
  method: "GET",
  path: "/guardrail-rules",
  summary: "List what the workspace watches for itself: terms, topics and claims.",
  scope: "workspace",
  permission: "guardrails.read",
  purpose: "guardrails",
  input: z.strictObject(pageInput),
  output: pageOf(ruleOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(guardrailRules)
      .selectFrom("guardrail_rules")
      .selectAll()
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const key = await guardrailKey(ctx);
    const open = (row: (typeof rows)[number]) => presentRule(ctx.open(guardrailRules, key, row) as RuleRow);
    return { ...page, data: page.data.map(open) };
  },
});
