import { dayMs, hourMs, later } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { amountsPort, durationBy, shift } from "../../../privacy/public.ts";
import { backupToolsPort } from "../public.ts";

type Seen = Record<"all" | "recent" | "drilled" | "old" | "failed", number> & { born: Date } & {
  restored_at: Date | null;
  restored_rows: number | null;
};

export const keepBackups = promise("security.backup", {
  enforcedBy: [
    "modules/backups/take-daily-backup.job.ts#takeDailyBackup",
    "modules/backups/drill-newest-backup.job.ts#drillNewestBackup",
  ],
  tests: ["server/src/modules/backups/make-backup.test.ts", "scripts/acceptance/point-in-time.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const amountOf = await look.port(amountsPort)();
    const oldest = shift(look.at, durationBy("backup.max_age_days", amountOf), -1);
    const [row] = await acrossTenants(look.database, "look at the backups", (db) =>
      db.query<Seen>(
        `select count(*)::int as all, (count(*) filter (where state = 'taken' and asked_at > $1))::int as recent,
           (count(*) filter (where drill_state = 'passed' and drilled_at > $2))::int as drilled,
           (count(*) filter (where state = 'taken' and asked_at < $3))::int as old,
           (count(*) filter (where drill_state = 'failed' and drilled_at > $2))::int as failed,
           (select min(created_at) from deployments) as born, max(drilled_at) filter (where drill_state = 'passed') as restored_at,
           max(rows) filter (where drill_state = 'passed' and drilled_at > $2) as restored_rows from backups`,
        [later(look.at, -26 * hourMs), later(look.at, -8 * dayMs), later(oldest, -dayMs)],
      ),
    );
    const isScheduled = look.port(backupToolsPort)?.isScheduled ?? false;
    // Before its first night, and its first week, a deployment cannot have more than a plan.
    const isYounger = (days: number) => isScheduled && row!.born > later(look.at, -days * dayMs);
    return judge(
      {
        backups: row!.all,
        recent: row!.recent,
        drilled: row!.drilled,
        restored_at: row!.restored_at?.toISOString() ?? "never",
        restored_rows: row!.restored_rows ?? 0,
        scheduled: isScheduled,
      },
      [row!.recent > 0 || isYounger(1), "There is no backup of the last day."],
      [row!.drilled > 0 || isYounger(8), "No backup was restored in a drill for a week."],
      [row!.failed === 0, "A backup could not be restored in its drill."],
      [row!.old === 0, "A backup is kept longer than the policy says."],
    );
  },
});
