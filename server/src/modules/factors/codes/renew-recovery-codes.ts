import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { countFactors } from "../count-factors.ts";
import { factorErrors } from "../errors.ts";
import { tellChange } from "../note-added.ts";
import { recoveryCodesOutput } from "./confirm-authenticator-app.ts";
import { issueRecoveryCodes } from "./issue-recovery-codes.ts";

export const renewRecoveryCodes = endpoint({
  method: "POST",
  path: "/recovery-codes",
  summary: "Make ten new recovery codes. The old ones no longer work.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({}),
  output: z.object({ recovery_codes: recoveryCodesOutput }),
  status: 201,
  refusals: [factorErrors.nothing_to_recover],
  audit: { action: "recovery_codes.renewed", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx) {
    const { passkeys, app } = await countFactors(ctx, ctx.scope.userId);
    if (passkeys === 0 && !app) throw factorErrors.nothing_to_recover();
    const recovery_codes = await issueRecoveryCodes(ctx);
    await tellChange(ctx, ctx.scope.userId, "recovery_codes_renewed");
    return { recovery_codes };
  },
});
