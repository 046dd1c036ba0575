import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { loadPolicy, policyOf } from "./load-policy.ts";
import { parameterName } from "./describe-policy.ts";
import { ofWorkspace } from "./read-wanted.ts";
import { withdrawPending } from "./save-policy.ts";

export const withdrawPolicyChange = endpoint({
  method: "POST",
  path: "/policy/withdraw",
  summary: "Take back a change that was announced and is not yet in effect.",
  scope: "organization",
  permission: "policy.write",
  purpose: "account",
  input: z.strictObject({ ...ofWorkspace, parameter: parameterName }),
  output: nothing,
  status: 204,
  audit: { action: "policy.withdrawn", target: (_output, { parameter }) => parameter },
  async run(ctx, { workspace_id, parameter }) {
    const { of } = await loadPolicy(ctx, await policyOf(ctx, workspace_id), true);
    await withdrawPending(ctx, of, [parameter]);
    return {};
  },
});
