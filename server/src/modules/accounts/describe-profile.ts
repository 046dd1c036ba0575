import * as z from "zod";
import { isTimeZone } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { users } from "../users/public.ts";
import { timeOutput } from "../../framework/endpoint.ts";

export const nameField = z.string().trim().min(1).max(100).describe("How others see you.");

/** Language, and where it matters script and region; nothing a person could hide words in. */
export const localeField = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/)
  .describe("BCP 47, such as `de` or `pt-BR`.");

export const timeZoneField = z
  .string()
  .max(64)
  .refine((zone) => isTimeZone(zone), "unknown_time_zone")
  .describe("IANA name, such as `Europe/Berlin`.");

export const themeField = z.enum(["auto", "light", "dark"]);

/** A user as they see themselves. */
export const profileOutput = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  username: z.string().nullable().describe("What you can sign in with besides the address."),
  locale: z.string(),
  time_zone: z.string(),
  theme: themeField,
  shares_screens: z.boolean().describe("Whether the screens you look at may be noted; only if you say so."),
  suspended_reason: z.string().nullable().describe("Why the operator suspended you, where they did."),
  created_at: timeOutput,
  version: z.int(),
});

/** The user of the scope, with what only they and the operator role need to know. */
export async function describeProfile(ctx: Work<"user">) {
  const row = await ctx.db
    .of(users)
    .selectFrom("users")
    .select([
      "id",
      "name",
      "email",
      "username",
      "locale",
      "time_zone",
      "theme",
      "shares_screens",
      "suspended_reason",
      "created_at",
      "version",
    ])
    .where("id", "=", ctx.scope.userId)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_signed_in(); // erased since the session was found
  return ctx.open(users, await ctx.keys.of({ kind: "user", id: row.id }, "account"), row);
}
