import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { factorErrors } from "../errors.ts";
import { noteRemoved } from "../note-added.ts";
import { authenticatorApps } from "../tables.ts";

export const removeAuthenticatorApp = endpoint({
  method: "DELETE",
  path: "/authenticator-app",
  summary: "Stop using your authenticator app.",
  description: "The recovery codes go with the last factor.",
  scope: "user",
  permission: "self",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({}),
  output: nothing,
  status: 204,
  refusals: [factorErrors.app_missing],
  audit: { action: "authenticator_app.removed", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx) {
    const removed = await ctx.db
      .of(authenticatorApps)
      .deleteFrom("authenticator_apps")
      .where("user_id", "=", ctx.scope.userId)
      .returning("id")
      .execute();
    if (removed.length === 0) throw factorErrors.app_missing();
    await noteRemoved(ctx, "app_removed");
    return {};
  },
});
