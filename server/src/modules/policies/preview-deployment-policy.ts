import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { parameters } from "../../privacy/public.ts";
import { dateChanges, describeChange } from "./describe-change.ts";
import { policyErrors } from "./errors.ts";
import { loadPolicy } from "./load-policy.ts";
import { previewOutput } from "./preview-policy.ts";
import { readWanted, wantedInput } from "./read-wanted.ts";

export const previewDeploymentPolicy = endpoint({
  method: "POST",
  path: "/operator/policy/preview",
  summary: "See what saving the deployment's policy would change, without saving.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject(wantedInput),
  output: previewOutput,
  refusals: [policyErrors.outside_range, policyErrors.not_a_recipient],
  audit: { action: "policy.previewed", target: () => "deployment" },
  async run(ctx, input) {
    const loaded = await loadPolicy(ctx, { level: "deployment" });
    const wanted = readWanted(ctx, loaded, input);
    const changes = dateChanges(loaded, wanted, ctx.at);
    return {
      changes: changes.map((change) => describeChange(change, parameters[change.parameter].says, wanted.recipients)),
    };
  },
});
