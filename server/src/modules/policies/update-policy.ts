import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { dateChanges } from "./describe-change.ts";
import { describePolicy, policyOutput } from "./describe-policy.ts";
import { policyErrors } from "./errors.ts";
import { loadPolicy, policyOf } from "./load-policy.ts";
import { readRecipients } from "./read-recipients.ts";
import { ofWorkspace, readWanted, wantedInput } from "./read-wanted.ts";
import { savePolicy } from "./save-policy.ts";

export const updatePolicy = endpoint({
  method: "PATCH",
  path: "/policy",
  summary: "Change the policy of the organization, or of a workspace.",
  description:
    "Ranges may only be narrowed, and values lie inside them. What is tighter, and every switch, acts at once, on work under way too. What weakens a published parameter is announced, and takes effect after the notice period.",
  scope: "organization",
  permission: "policy.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ ...ofWorkspace, ...wantedInput }),
  output: policyOutput,
  refusals: [policyErrors.not_here, policyErrors.outside_range, policyErrors.not_a_recipient],
  versioned: true,
  audit: {
    action: "policy.changed",
    target: ({ workspace_id }, _input, scope) => workspace_id ?? scope.organizationId!,
  },
  load: async (ctx, { workspace_id }) => loadPolicy(ctx, await policyOf(ctx, workspace_id), true),
  async run(ctx, input, { resource }) {
    const wanted = readWanted(ctx, resource, input);
    const saved = await savePolicy(
      ctx,
      resource,
      { ...wanted, preset: input.preset },
      dateChanges(resource, wanted, ctx.at),
    );
    return describePolicy(saved, await readRecipients(ctx));
  },
});
