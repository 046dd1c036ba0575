import * as z from "zod";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { backupToolsPort } from "./public.ts";
import { startDrill } from "./start-drill.ts";

/** A backup that was never restored is a hope. */
export const drillNewestBackup = job({
  name: "backups.drill_newest",
  data: z.object({}),
  purpose: "account",
  cron: "47 3 * * 0",
  async run(ctx) {
    if (!ctx.port(backupToolsPort)?.isScheduled) return;
    await acrossTenants(ctx.database, "drill the newest backup", async (db) => {
      const sql = "select id from backups where state = 'taken' order by id desc limit 1";
      const [newest] = await db.query<{ id: string }>(sql);
      if (newest) await startDrill(ctx, db, newest.id);
    });
  },
});
