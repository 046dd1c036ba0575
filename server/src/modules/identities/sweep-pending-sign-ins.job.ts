import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";

/** Browsers that never came back. */
export const sweepPendingSignIns = job({
  name: "identities.sweep_pending",
  data: z.object({}),
  purpose: "security",
  cron: "41 * * * *",
  run: (ctx) =>
    acrossTenants(ctx.database, "delete sign-ins that never came back", async (db) => {
      await db.query("delete from pending_sign_ins where expires_at <= $1", [ctx.at]);
    }),
});
