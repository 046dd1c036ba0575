import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { sendMail } from "../mail/public.ts";
import { endSessions, rotateSession } from "../sessions/public.ts";
import {
  checkPassword,
  confirmPassword,
  describeUsers,
  hashPassword,
  storePassword,
  userErrors,
} from "../users/public.ts";

export const changePassword = endpoint({
  method: "POST",
  path: "/me/password",
  summary: "Change your password.",
  description: "Ends your sessions elsewhere, gives this one another token, and tells you by mail.",
  scope: "user",
  permission: "self",
  purpose: "security",
  rate: "credentials",
  input: z.strictObject({ current_password: z.string().min(1).max(1000), new_password: z.string().max(1000) }),
  output: nothing,
  refusals: [userErrors.password_wrong, userErrors.password_refused, userErrors.busy],
  audit: { action: "user.password_changed", target: (_output, _input, scope) => scope.userId ?? "" },
  async prepare(ctx, { current_password, new_password }) {
    await confirmPassword(ctx, current_password);
    const { userId } = ctx.scope;
    const user = (await describeUsers(ctx, [userId])).get(userId);
    checkPassword(new_password, user ?? { email: "", name: "" });
    return hashPassword(new_password, ctx.deployment.passwordCost);
  },
  async run(ctx, _input, { prepared }) {
    const { userId } = ctx.scope;
    await storePassword(ctx, userId, prepared as string);
    await endSessions(ctx, userId, ctx.principal.kind === "user" ? { except: ctx.principal.sessionId } : {});
    await rotateSession(ctx, { proved: true });
    const filling = { reset_link: `${ctx.deployment.origin}/reset-password` };
    await sendMail(ctx, { to: { userId }, template: "password_changed", filling });
    return {};
  },
});
