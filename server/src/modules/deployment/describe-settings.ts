import * as z from "zod";
import { nameServerKinds, type Work } from "../../framework/context.ts";
import { describeMailServer } from "../mail/public.ts";
import { readAgeMinimum } from "../users/public.ts";
import type { Settings } from "./read-settings.ts";
import { signUpModes } from "./tables.ts";

export const settingsOutput = z.object({
  sign_up: z.enum(signUpModes),
  age_minimum: z.int(),
  smtp: z.object({
    configured: z.boolean(),
    host: z.string().nullable(),
    from: z.string().nullable(),
    last_error: z.string().nullable().describe("Code of the failure that keeps mails waiting."),
    trouble: z.object({ title: z.string(), help: z.string() }).nullable().describe("The same in words."),
  }),
  name_server: z
    .object({
      kind: z.enum(nameServerKinds),
      host: z.string(),
      languages: z.array(z.string()),
      when_silent: z.enum(["block", "local"]).describe("While it does not answer: nothing leaves, or the tagger."),
    })
    .nullable()
    .describe("The server of your own that finds names in free text; null where the tagger does."),
  version: z.int(),
});

/** The operator's settings, with what the environment decides beside them. */
export async function describeSettings(ctx: Work, settings: Settings): Promise<z.input<typeof settingsOutput>> {
  return {
    ...settings,
    age_minimum: await readAgeMinimum(ctx),
    smtp: await describeMailServer(ctx),
    name_server: describeNameServer(ctx),
  };
}

function describeNameServer({ deployment }: Work) {
  if (!deployment.nameServer) return null;
  const { url, kind, languages, whenSilent } = deployment.nameServer;
  return { kind, host: new URL(url).host, languages, when_silent: whenSilent };
}
