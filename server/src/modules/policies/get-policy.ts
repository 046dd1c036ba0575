import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describePolicy, policyOutput } from "./describe-policy.ts";
import { loadPolicy, policyOf } from "./load-policy.ts";
import { readRecipients } from "./read-recipients.ts";

export const getPolicy = endpoint({
  method: "GET",
  path: "/policy",
  summary: "Read the organization's policy in force: every parameter, its range, its value, and who chose it.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({}),
  output: policyOutput,
  versioned: true,
  load: async (ctx) => loadPolicy(ctx, await policyOf(ctx, undefined)),
  run: async (ctx, _input, { resource }) => describePolicy(resource, await readRecipients(ctx)),
});
