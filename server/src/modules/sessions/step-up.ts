import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import {
  assertionField,
  countCodeTry,
  factorErrors,
  noteUse,
  type ProvedPasskey,
  provePasskey,
  spendAppCode,
  takeChallenge,
} from "../factors/public.ts";
import { confirmPassword, userErrors } from "../users/public.ts";
import { requireOne } from "./require-one.ts";
import { rotateSession } from "./rotate-session.ts";

export const stepUp = endpoint({
  method: "POST",
  path: "/sessions/current/step-up",
  summary: "Prove once more that it is you.",
  description:
    "With one of password, code of the authenticator app, or a passkey that signed a challenge of `POST /passkey-challenges`. Dangerous requests are refused with `session.step_up_required` unless this session did so, or began, within the last ten minutes. The session gets another token.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({
    password: z.string().min(1).max(1000).optional(),
    code: z.string().min(6).max(20).optional(),
    passkey: assertionField.optional(),
  }),
  output: nothing,
  status: 204,
  refusals: [
    userErrors.password_wrong,
    userErrors.busy,
    factorErrors.one_proof,
    factorErrors.code_refused,
    factorErrors.passkey_refused,
    factorErrors.challenge_spent,
  ],
  audit: { action: "session.stepped_up", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, { password, code, passkey }) {
    requireOne([password, code, passkey]);
    if (password !== undefined) await confirmPassword(ctx, password);
    if (code !== undefined) await countCodeTry(ctx, ctx.scope.userId, code);
    const proved = passkey && (await provePasskey(ctx, passkey));
    if (!proved) return;
    if (proved.userId !== ctx.scope.userId) throw factorErrors.passkey_refused();
    await takeChallenge(ctx, "passkey", proved.challenge);
    return proved;
  },
  async run(ctx, { code }, { prepared }) {
    if (code !== undefined) await spendAppCode(ctx, ctx.scope.userId, code);
    if (prepared) await noteUse(ctx, prepared as ProvedPasskey);
    await rotateSession(ctx, { proved: true });
    return {};
  },
});
