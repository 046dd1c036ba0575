import { backupPlaceOf } from "../backup-place.ts";
import { identityFile, readIdentities } from "../backup/backup-identity.ts";
import { checkBackup } from "../backup/check-backup.ts";
import { newestBackup } from "../backup/take-backup.ts";
import { describeObjects } from "./describe-objects.ts";
import { openKeyringOf } from "../open-epoch-stores.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

/** `avow backup check`: reads a backup whole and restores nothing. */
export const run = operatorVerb({
  usage: "backup check [FILE] [--identity FILE]",
  help: [
    "Opens a backup, the newest unless one is named, and checks every hash and the deployment's signature.",
    "",
    "  --identity FILE    age identities to open it with, instead of the one in the keyring's folder",
  ],
  options: { identity: { type: "string" } },
  wordsMax: 1,
  async run({ settings, words, values, tell }) {
    const { keyring, folder, keysFolder } = backupPlaceOf(settings, await openKeyringOf(settings));
    const file = words[0] ?? newestBackup(folder);
    if (!file) throw new TypeError(`There is no backup in ${folder}. Name one.`);
    const identities = readIdentities((values["identity"] as string | undefined) ?? identityFile(keysFolder));
    const manifest = await checkBackup(file, { identities, keyring });
    const { header, tables, objects } = manifest;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    tell(
      [
        `${file} is whole: ${rows} rows of ${tables.length} tables, taken at ${header.taken_at} by Avow ${header.version}.`,
        ...describeObjects(manifest),
      ],
      {
        file,
        rows,
        header,
        tables,
        objects,
      },
    );
    return operatorExits.done;
  },
});
