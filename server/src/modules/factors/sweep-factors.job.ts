import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { authenticatorApps, challenges } from "./tables.ts";

/** Questions that nobody answered in time, and apps whose first code never came. */
export const sweepFactors = job({
  name: "factors.sweep",
  data: z.object({}),
  purpose: "security",
  cron: "37 * * * *",
  run: (ctx) =>
    acrossTenants(ctx.database, "delete what was never answered", async (db) => {
      await db.of(challenges).deleteFrom("challenges").where("expires_at", "<=", ctx.at).execute();
      await db
        .of(authenticatorApps)
        .deleteFrom("authenticator_apps")
        .where("confirmed_at", "is", null)
        .where("created_at", "<=", later(ctx.at, -dayMs))
        .execute();
    }),
});
