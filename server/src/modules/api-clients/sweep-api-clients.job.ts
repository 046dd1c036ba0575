import * as z from "zod";
import { dayMs, later } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";

/** Codes and tokens that have run out, and devices that ended a month ago. */
export const sweepApiClients = job({
  name: "api_clients.sweep",
  data: z.object({}),
  purpose: "security",
  cron: "37 * * * *",
  run: (ctx) =>
    acrossTenants(ctx.database, "delete device codes and tokens that ran out", async (db) => {
      await db.query("delete from device_authorizations where expires_at <= $1", [ctx.at]);
      await db.query("delete from api_client_tokens where expires_at <= $1", [ctx.at]);
      await db.query("delete from api_clients where expires_at <= $1", [later(ctx.at, -30 * dayMs)]);
    }),
});
