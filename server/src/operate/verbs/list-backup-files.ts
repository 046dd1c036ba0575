import { backupFolderOf } from "../backup-place.ts";
import { listBackups } from "../backup/list-backups.ts";
import { describeSize } from "./describe-size.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

/** `avow backup list`. */
export const run = operatorVerb({
  usage: "backup list",
  help: ["Lists the backups in AVOW_BACKUP_DIR, newest first.", ""],
  async run({ settings, tell }) {
    const folder = backupFolderOf(settings);
    const found = listBackups(folder);
    const lines = found.map(
      ({ name, takenAt, bytes }) => `${takenAt.toISOString()}  ${describeSize(bytes).padStart(9)}  ${name}`,
    );
    tell(found.length > 0 ? lines : [`There is no backup in ${folder}.`], {
      folder,
      backups: found.map(({ file, takenAt, bytes }) => ({ file, bytes, taken_at: takenAt.toISOString() })),
    });
    return operatorExits.done;
  },
});
