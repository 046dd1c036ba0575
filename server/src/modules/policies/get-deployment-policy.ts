import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describePolicy, policyOutput } from "./describe-policy.ts";
import { loadPolicy } from "./load-policy.ts";

export const getDeploymentPolicy = endpoint({
  method: "GET",
  path: "/operator/policy",
  summary: "Read what this deployment leaves to its organizations, and what holds until they choose.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: policyOutput,
  versioned: true,
  load: (ctx) => loadPolicy(ctx, { level: "deployment" }),
  run: async (_ctx, _input, { resource }) => describePolicy(resource, new Map()),
});
