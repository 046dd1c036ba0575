import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { isUniqueViolation } from "../../framework/errors.ts";
import { userErrors, users } from "../users/public.ts";
import { findTokenUser, spendToken } from "./spend-token.ts";

export const confirmEmail = endpoint({
  method: "POST",
  path: "/email-verifications/confirm",
  summary: "Confirm an address by the link that was mailed to it.",
  description: "Does not sign in: whoever signed up knows the password, whoever opened the mail may be someone else.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({ token: z.string().max(200) }),
  output: nothing,
  refusals: [userErrors.link_spent, userErrors.address_taken],
  audit: { action: "user.email_confirmed", target: (_output, _input, scope) => scope.userId ?? "" },
  prepare: (ctx, { token }) => findTokenUser(ctx, "verify_email", token),
  async run(ctx, { token }, { prepared }) {
    const userId = prepared as string;
    await spendToken(ctx, "verify_email", userId, token);
    const confirmed = ctx.db
      .of(users)
      .updateTable("users")
      .set((is) => ({ email_verified_at: ctx.at, version: is("version", "+", 1) }))
      .where("id", "=", userId);
    await confirmed.execute().catch((error: unknown) => {
      throw isUniqueViolation(error, "users_email_index") ? userErrors.address_taken() : error;
    });
    return {};
  },
});
