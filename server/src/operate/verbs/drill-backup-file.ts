import { asOwner } from "../as-system.ts";
import { backupPlaceOf } from "../backup-place.ts";
import { drillBackup } from "../backup/drill-backup.ts";
import { newestBackup } from "../backup/take-backup.ts";
import { openKeyringOf } from "../open-epoch-stores.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

/** `avow backup drill`: proves that a backup can be restored. */
export const run = operatorVerb({
  usage: "backup drill [FILE]",
  help: [
    "Restores a backup, the newest unless one is named, into a scratch database, compares every table byte for byte,",
    "opens keys with the keyring, and drops it. The deployment itself is not touched.",
    "",
  ],
  wordsMax: 1,
  async run({ settings, words, tell }) {
    const { keyring, folder, keysFolder, clock } = backupPlaceOf(settings, await openKeyringOf(settings));
    const file = words[0] ?? newestBackup(folder);
    if (!file) throw new TypeError(`There is no backup in ${folder}. Name one.`);
    const result = await asOwner(settings, (_, ownerUrl) =>
      drillBackup({ file, ownerUrl, keyring, keysFolder, clock }),
    );
    tell(
      [
        `${file} restores: ${result.rows} rows of ${result.tables} tables came back as they were, and ${result.keys} keys open.`,
      ],
      result,
    );
    return operatorExits.done;
  },
});
