import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { describeSettings, settingsOutput } from "./describe-settings.ts";
import { readSettings } from "./read-settings.ts";
import { deploymentSettings, signUpModes } from "./tables.ts";

export const updateSettings = endpoint({
  method: "PATCH",
  path: "/operator/settings",
  summary: "Change how this deployment is set up.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({ sign_up: z.enum(signUpModes).optional().describe("Who may make an account by themselves.") }),
  output: settingsOutput,
  versioned: true,
  audit: { action: "deployment.settings_changed", target: () => "settings" },
  load: (ctx) => readSettings(ctx),
  async run(ctx, { sign_up }, { resource }) {
    const changed = { sign_up: sign_up ?? resource.sign_up, changed_at: ctx.at, version: resource.version + 1 };
    const [row] = await ctx.db
      .of(deploymentSettings)
      .insertInto("deployment_settings")
      .values({ id: "settings", ...changed })
      .onConflict((on) =>
        on.column("id").doUpdateSet(changed).where("deployment_settings.version", "=", resource.version),
      )
      .returning(["sign_up", "version"])
      .execute();
    if (!row) throw requestErrors.changed(); // by a request between our read and this
    return describeSettings(ctx, row);
  },
});
