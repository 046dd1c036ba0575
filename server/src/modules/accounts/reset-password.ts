import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { sendMail } from "../mail/public.ts";
import { endSessions, forgetDevices } from "../sessions/public.ts";
import { checkPassword, describeUsers, hashPassword, storePassword, userErrors } from "../users/public.ts";
import { findTokenUser, spendToken } from "./spend-token.ts";

export const resetPassword = endpoint({
  method: "POST",
  path: "/password-resets/confirm",
  summary: "Choose a new password by the link that was mailed.",
  description: "Ends every session of the account.",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ token: z.string().max(200), password: z.string().max(1000) }),
  output: nothing,
  refusals: [userErrors.link_spent, userErrors.password_refused, userErrors.busy],
  audit: { action: "user.password_reset", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, { token, password }) {
    const userId = await findTokenUser(ctx, "reset_password", token);
    const user = (await describeUsers(ctx, [userId])).get(userId);
    if (!user) throw userErrors.link_spent();
    checkPassword(password, user);
    return { userId, hash: await hashPassword(password, ctx.deployment.passwordCost) };
  },
  async run(ctx, { token }, { prepared }) {
    const { userId, hash } = prepared as { userId: string; hash: string };
    await spendToken(ctx, "reset_password", userId, token);
    await storePassword(ctx, userId, hash);
    await endSessions(ctx, userId);
    await forgetDevices(ctx, userId);
    await sendMail(ctx, {
      to: { userId },
      template: "password_changed",
      filling: { reset_link: `${ctx.deployment.origin}/reset-password` },
    });
    return {};
  },
});
