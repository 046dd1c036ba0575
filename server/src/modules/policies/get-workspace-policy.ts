import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describePolicy, policyOutput } from "./describe-policy.ts";
import { loadPolicy, policyOf } from "./load-policy.ts";
import { readRecipients } from "./read-recipients.ts";

export const getWorkspacePolicy = endpoint({
  method: "GET",
  path: "/workspaces/{workspace_id}/policy",
  summary: "Read a workspace's policy in force: every parameter, its range, its value, and who chose it.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({ workspace_id: z.string() }),
  output: policyOutput,
  versioned: true,
  load: async (ctx, { workspace_id }) => loadPolicy(ctx, await policyOf(ctx, workspace_id)),
  run: async (ctx, _input, { resource }) => describePolicy(resource, await readRecipients(ctx)),
});
