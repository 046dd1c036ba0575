import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findRule, presentRule, ruleOutput } from "./present-rule.ts";

export const getRule = endpoint({
  method: "GET",
  path: "/guardrail-rules/{guardrail_rule_id}",
  summary: "Read a rule of the workspace's guardrail.",
  scope: "workspace",
  permission: "guardrails.read",
  purpose: "guardrails",
  versioned: true,
  input: z.strictObject({ guardrail_rule_id: z.string() }),
  output: ruleOutput,
  load: (ctx, { guardrail_rule_id }) => findRule(ctx, guardrail_rule_id),
  run: async (_, __, { resource }) => presentRule(resource),
});
