import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { knowMember } from "../guardrails/public.ts";
import { shareScreens } from "./consents/share-screens.ts";
import { announceCorrection, users } from "../users/public.ts";
import {
  describeProfile,
  localeField,
  nameField,
  profileOutput,
  themeField,
  timeZoneField,
} from "./describe-profile.ts";

export const updateMe = endpoint({
  method: "PATCH",
  path: "/me",
  summary: "Change how you are shown, and how you see times and colours.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({
    name: nameField.optional(),
    locale: localeField.optional(),
    time_zone: timeZoneField.optional(),
    theme: themeField.optional(),
    shares_screens: z.boolean().optional(),
  }),
  output: profileOutput,
  versioned: true,
  audit: { action: "user.changed", target: ({ id }) => id },
  load: (ctx) => describeProfile(ctx),
  async run(ctx, { name, ...rest }, { resource }) {
    const { id, version } = resource;
    const key = await ctx.keys.of({ kind: "user", id }, "account");
    const { name: sealed } = ctx.seal(users, key, { id, name: name ?? resource.name });
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const changed = await ctx.db
      .of(users)
      .updateTable("users")
      .set({ ...given, name: sealed, version: version + 1 })
      .where("id", "=", id)
      .where("version", "=", version)
      .returning("version")
      .execute();
    if (changed.length === 0) throw requestErrors.changed(); // by a request between our read and this
    const isGiven = rest.shares_screens;
    if (isGiven !== undefined && isGiven !== resource.shares_screens)
      await shareScreens(ctx, { isGiven, in: "settings" });
    if (name !== undefined) await knowMember(ctx, name);
    if (name !== undefined && name !== resource.name) await announceCorrection(ctx, id, "name");
    return { ...resource, ...rest, ...(name === undefined ? {} : { name }), version: version + 1 } as typeof resource;
  },
});
