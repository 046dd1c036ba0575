import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { countFactors } from "./count-factors.ts";
import { authenticatorApps } from "./tables.ts";

export const getFactors = endpoint({
  method: "GET",
  path: "/factors",
  summary: "What you can prove yourself with.",
  description:
    "With a passkey or an authenticator app, a password alone no longer signs you in. Passkeys are listed by `GET /passkeys`.",
  scope: "user",
  permission: "self",
  purpose: "security",
  input: z.strictObject({}),
  output: z.object({
    password: z.boolean(),
    passkeys: z.int(),
    authenticator_app: z.object({ added_at: timeOutput, last_used_at: timeOutput.nullable() }).nullable(),
    recovery_codes_left: z.int(),
  }),
  async run(ctx) {
    const { password, passkeys, recoveryCodes } = await countFactors(ctx, ctx.scope.userId);
    const app = await ctx.db
      .of(authenticatorApps)
      .selectFrom("authenticator_apps")
      .select(["confirmed_at", "last_used_at"])
      .where("user_id", "=", ctx.scope.userId)
      .executeTakeFirst();
    const authenticator_app = app?.confirmed_at && { added_at: app.confirmed_at, last_used_at: app.last_used_at };
    return { password, passkeys, authenticator_app: authenticator_app ?? null, recovery_codes_left: recoveryCodes };
  },
});
