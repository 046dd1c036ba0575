import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { insertBackup } from "./insert-backup.ts";
import { backupToolsPort } from "./public.ts";

export const takeDailyBackup = job({
  name: "backups.take_daily",
  data: z.object({}),
  purpose: "account",
  cron: "17 2 * * *",
  async run(ctx) {
    if (!ctx.port(backupToolsPort)?.isScheduled) return;
    await acrossTenants(ctx.database, "ask for the daily backup", (db) => insertBackup(ctx, db));
  },
});
