import { dayMs, later } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/tenant.ts";
import { durationOf, shift } from "../../../privacy/public.ts";

export const ageOutBackups = promise("retention.backup", {
  enforcedBy: ["modules/backups/take-daily-backup.job.ts#takeDailyBackup", "framework/keyring.ts#readKeyring"],
  tests: ["server/src/modules/backups/make-backup.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const oldest = later(shift(look.at, durationOf("backup.max_age_days"), -1), -dayMs);
    const epochDays = durationOf("backup.kek_epoch_days").amount;
    const begun = new Date(look.keyring.epoch().id.slice(0, 10));
    const age = Math.floor((look.at.getTime() - begun.getTime()) / dayMs);
    const [row] = await acrossTenants(look.database, "look at the age of backups", (db) =>
      db.query<{ old: number }>("select count(*)::int as old from backups where state = 'taken' and asked_at < $1", [
        oldest,
      ]),
    );
    return judge(
      { too_old: row!.old, epoch_age_days: age, epoch_days: epochDays },
      [row!.old === 0, "A backup is kept longer than the policy says."],
      [
        age <= epochDays + 1,
        "The key of this epoch is older than the policy says: what was erased since may open in a backup.",
      ],
    );
  },
});
