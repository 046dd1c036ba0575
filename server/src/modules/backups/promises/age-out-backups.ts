import { hourMs, later } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { amountsPort, durationBy, endOf, lengthOf, readEpochs, shift } from "../../../privacy/public.ts";
import { backupToolsPort } from "../public.ts";

/** Whoever sweeps may be away for a while. */
const sweptWithinMs = 2 * hourMs;

export const ageOutBackups = promise("retention.backup", {
  enforcedBy: [
    "modules/backups/sweep-old-backups.job.ts#sweepOldBackups",
    "privacy/epochs/change-epoch.ts#changeEpoch",
    "privacy/epochs/end-epoch.ts#finishEnding",
  ],
  tests: ["server/src/modules/backups/make-backup.test.ts", "server/src/privacy/epochs/change-epoch.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const amountOf = await look.port(amountsPort)();
    const oldest = later(shift(look.at, durationBy("backup.max_age_days", amountOf), -1), -sweptWithinMs);
    const [row] = await acrossTenants(look.database, "look at the age of backups", (db) =>
      db.query<{ old: number; ended: string[] }>(
        `select (select count(*)::int from backups where state = 'taken' and asked_at < $1) as old,
           array(select id from ended_epochs) as ended`,
        [oldest],
      ),
    );
    // Their rows go by their age, too: whether a file did is seen in the folder.
    const files = (look.port(backupToolsPort)?.list() ?? []).filter(({ takenAt }) => takenAt < oldest);
    await look.keyring.refresh();
    const known = new Set(look.keyring.epochs().map(({ id }) => id));
    const epochs = await readEpochs(look.database);
    const overdue = epochs.filter(
      (epoch) => epoch.begun_at && endOf(epoch.begun_at, lengthOf(epoch, amountOf)) < look.at,
    );
    const undead = row!.ended.filter((id) => known.has(id));
    const current = epochs.find(({ state }) => state === "current");
    return judge(
      {
        too_old: row!.old + files.length,
        epochs: epochs.length,
        overdue_epochs: overdue.length,
        undestroyed_keys: undead.length,
      },
      [row!.old === 0 && files.length === 0, "A backup is kept longer than the policy says."],
      [
        overdue.length === 0,
        "The key of an epoch is older than the policy says: what was erased since may open in a backup.",
      ],
      [undead.length === 0, "The key of an epoch that ended still exists."],
      [current !== undefined && known.has(current.id), "The key of the current epoch is not in the keyring."],
    );
  },
});
