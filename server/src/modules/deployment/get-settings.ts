import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describeSettings, settingsOutput } from "./describe-settings.ts";
import { readSettings } from "./read-settings.ts";

export const getSettings = endpoint({
  method: "GET",
  path: "/operator/settings",
  summary: "How this deployment is set up.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: settingsOutput,
  versioned: true,
  run: async (ctx) => describeSettings(ctx, await readSettings(ctx)),
});
