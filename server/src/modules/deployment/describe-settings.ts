import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { describeMailServer } from "../mail/public.ts";
import { ageMinimum } from "./check-age.ts";
import type { Settings } from "./read-settings.ts";
import { signUpModes } from "./tables.ts";

export const settingsOutput = z.object({
  sign_up: z.enum(signUpModes),
  age_minimum: z.int(),
  smtp: z.object({
    configured: z.boolean(),
    host: z.string().nullable(),
    from: z.string().nullable(),
    last_error: z.string().nullable().describe("Code of the refusal that keeps mails waiting."),
  }),
  version: z.int(),
});

/** The operator's settings, with what the environment decides beside them. */
export async function describeSettings(ctx: Work, settings: Settings): Promise<z.input<typeof settingsOutput>> {
  return { ...settings, age_minimum: ageMinimum, smtp: await describeMailServer(ctx) };
}
