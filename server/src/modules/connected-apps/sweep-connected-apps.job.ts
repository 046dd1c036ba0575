import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";

/** Apps that registered and were never allowed, tokens that have run out, and apps that ended a month ago. */
export const sweepConnectedApps = job({
  name: "connected_apps.sweep",
  data: z.object({}),
  purpose: "security",
  cron: "47 * * * *",
  run: (ctx) =>
    acrossTenants(ctx.database, "delete apps and their tokens that ran out", async (db) => {
      await db.query("delete from registered_apps where expires_at <= $1", [ctx.at]);
      await db.query("delete from connected_app_tokens where expires_at <= $1", [ctx.at]);
      await db.query("delete from connected_apps where expires_at <= $1", [later(ctx.at, -30 * dayMs)]);
    }),
});
