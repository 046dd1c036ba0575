import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { factorErrors } from "../errors.ts";
import { noteAdded } from "../note-added.ts";
import { authenticatorApps } from "../tables.ts";
import { stepOfCode } from "./step-of-code.ts";
import { countCodeTry } from "./spend-code.ts";

export const recoveryCodesOutput = z
  .array(z.string())
  .nullable()
  .describe(
    "Ten codes, each good once, shown this once. Null where there are some already, or the request is repeated.",
  );

export const confirmAuthenticatorApp = endpoint({
  method: "POST",
  path: "/authenticator-app/confirm",
  summary: "Finish setting up an authenticator app, by its first code.",
  description: "From now on a password alone does not sign you in. The first factor brings recovery codes.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  rate: "credentials",
  input: z.strictObject({ code: z.string().min(6).max(20) }),
  output: z.object({ recovery_codes: recoveryCodesOutput }),
  refusals: [factorErrors.code_refused, factorErrors.app_missing],
  audit: { action: "authenticator_app.added", target: (_output, _input, scope) => scope.userId ?? "" },
  prepare: (ctx, { code }) => countCodeTry(ctx, ctx.scope.userId, code),
  async run(ctx, { code }) {
    const { userId } = ctx.scope;
    const db = ctx.db.of(authenticatorApps);
    const app = await db
      .selectFrom("authenticator_apps")
      .select(["id", "secret"])
      .where("user_id", "=", userId)
      .where("confirmed_at", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (!app) throw factorErrors.app_missing();
    const { secret } = ctx.open(authenticatorApps, await ctx.keys.of({ kind: "user", id: userId }, "credential"), app);
    const step = stepOfCode(secret, code, ctx.at);
    if (step === undefined) throw factorErrors.code_refused();
    const confirmed = { confirmed_at: ctx.at, last_used_at: ctx.at, last_step: step };
    await db.updateTable("authenticator_apps").set(confirmed).where("user_id", "=", userId).execute();
    return { recovery_codes: await noteAdded(ctx, "app_added") };
  },
});
