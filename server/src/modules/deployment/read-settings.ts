import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import type { signUpModes } from "./tables.ts";

export type Settings = { sign_up: (typeof signUpModes)[number]; version: number };

const settings = lookup<[], Settings>("deployment_settings", "select sign_up, version from deployment_settings");

/** What holds as long as the operator has changed nothing. */
const untouched: Settings = { sign_up: "invited", version: 1 };

export async function readSettings(ctx: Work): Promise<Settings> {
  const [row] = await ctx.lookup(settings);
  return row ?? untouched;
}
