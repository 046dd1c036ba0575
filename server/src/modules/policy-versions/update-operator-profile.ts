import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { profileOutput } from "./get-operator-profile.ts";
import { findBlanks, operatorProfile } from "./operator-profile.ts";
import { readProfile } from "./read-profile.ts";
import { operatorProfiles } from "./tables.ts";

export const updateOperatorProfile = endpoint({
  method: "PATCH",
  path: "/operator/profile",
  summary: "Say who runs this deployment. It is published on every policy.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: operatorProfile.partial(),
  output: profileOutput,
  versioned: true,
  audit: { action: "operator.profile_changed", target: () => "operator" },
  load: (ctx) => readProfile(ctx),
  async run(ctx, changes, { resource }) {
    const profile = operatorProfile.parse({ ...resource.profile, ...changes });
    const version = resource.version + 1;
    const row = { profile, changed_at: ctx.at, version };
    const saved = await ctx.db
      .of(operatorProfiles)
      .insertInto("operator_profiles")
      .values({ id: "operator" as const, ...row })
      .onConflict((on) => on.column("id").doUpdateSet(row).where("operator_profiles.version", "=", resource.version))
      .returning("version")
      .execute();
    if (saved.length === 0) throw requestErrors.changed();
    return { ...profile, blanks: findBlanks(profile), version };
  },
});
