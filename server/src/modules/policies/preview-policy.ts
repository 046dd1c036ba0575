import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { parameters } from "../../privacy/public.ts";
import { changeOutput, dateChanges, describeChange } from "./describe-change.ts";
import { policyErrors } from "./errors.ts";
import { loadPolicy, policyOf } from "./load-policy.ts";
import { readRecipients } from "./read-recipients.ts";
import { ofWorkspace, readWanted, wantedInput } from "./read-wanted.ts";

export const previewOutput = z.object({ changes: z.array(changeOutput) });

export const previewPolicy = endpoint({
  method: "POST",
  path: "/policy/preview",
  summary: "See what saving would change, in which direction and from when, without saving.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({ ...ofWorkspace, ...wantedInput }),
  output: previewOutput,
  refusals: [policyErrors.not_here, policyErrors.outside_range, policyErrors.not_a_recipient],
  audit: {
    action: "policy.previewed",
    target: (_output, { workspace_id }, scope) => workspace_id ?? scope.organizationId!,
  },
  async run(ctx, input) {
    const loaded = await loadPolicy(ctx, await policyOf(ctx, input.workspace_id));
    const wanted = readWanted(ctx, loaded, input);
    const known = new Map([...(await readRecipients(ctx)), ...wanted.recipients]);
    const changes = dateChanges(loaded, wanted, ctx.at);
    return { changes: changes.map((change) => describeChange(change, parameters[change.parameter].says, known)) };
  },
});
