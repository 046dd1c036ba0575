import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { describeUsers } from "../../users/public.ts";
import { factorErrors } from "../errors.ts";
import { authenticatorApps } from "../tables.ts";
import { linkOf, newTotpSecret } from "./step-of-code.ts";

export const addAuthenticatorApp = endpoint({
  method: "POST",
  path: "/authenticator-app",
  summary: "Begin to set up an authenticator app.",
  description:
    "Show `link` as a QR code, or have `secret` typed into the app. It counts once `POST /authenticator-app/confirm` got its first code; beginning again replaces it.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({}),
  output: z.object({
    secret: z.string().nullable().describe("Null when the request is repeated."),
    link: z.string().nullable().describe("`otpauth:` URI. Null when the request is repeated."),
  }),
  status: 201,
  refusals: [factorErrors.app_there],
  audit: { action: "authenticator_app.begun", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx) {
    const { userId } = ctx.scope;
    const db = ctx.db.of(authenticatorApps);
    const there = await db
      .selectFrom("authenticator_apps")
      .select("confirmed_at")
      .where("user_id", "=", userId)
      .forUpdate()
      .executeTakeFirst();
    if (there?.confirmed_at) throw factorErrors.app_there();
    const secret = newTotpSecret();
    const key = await ctx.keys.of({ kind: "user", id: userId }, "credential");
    const whose = { id: ctx.newId("aap"), user_id: userId, created_at: ctx.at };
    await db.deleteFrom("authenticator_apps").where("user_id", "=", userId).execute();
    await db
      .insertInto("authenticator_apps")
      .values(ctx.seal(authenticatorApps, key, { ...whose, secret }))
      .execute();
    const label = (await describeUsers(ctx, [userId])).get(userId)?.email ?? userId;
    return { secret, link: linkOf(secret, "Avow", label) };
  },
});
