import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { dateChanges } from "./describe-change.ts";
import { describePolicy, policyOutput } from "./describe-policy.ts";
import { policyErrors } from "./errors.ts";
import { loadPolicy } from "./load-policy.ts";
import { readWanted, wantedInput } from "./read-wanted.ts";
import { savePolicy } from "./save-policy.ts";

export const updateDeploymentPolicy = endpoint({
  method: "PATCH",
  path: "/operator/policy",
  summary: "Change what this deployment leaves to its organizations, and what holds until they choose.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject(wantedInput),
  output: policyOutput,
  refusals: [policyErrors.outside_range, policyErrors.not_a_recipient],
  versioned: true,
  audit: { action: "policy.changed", target: () => "deployment" },
  load: (ctx) => loadPolicy(ctx, { level: "deployment" }, true),
  async run(ctx, input, { resource }) {
    const wanted = readWanted(ctx, resource, input);
    const changes = dateChanges(resource, wanted, ctx.at);
    return describePolicy(
      await savePolicy(ctx, resource, { ...wanted, preset: input.preset }, changes),
      wanted.recipients,
    );
  },
});
