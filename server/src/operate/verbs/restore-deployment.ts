import { resolve } from "node:path";
import { openObjectStore } from "../../compose/fill-files.ts";
import { systemClock } from "../../framework/clock.ts";
import { asOwner } from "../as-system.ts";
import { identityFile, readIdentities } from "../backup/backup-identity.ts";
import { subjectKeysFile } from "../backup/copy-keys.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import { describeObjects } from "./describe-objects.ts";
import { migrate } from "../schema/migrate.ts";
import { openEpochStores, openKeyringOf } from "../open-epoch-stores.ts";
import { operatorExits, operatorVerb, wordOf } from "./operator-verb.ts";

/** `avow restore`: a new deployment from a backup and today's keys. */
export const run = operatorVerb({
  usage: "restore FILE [--identity FILE] [--accept-lost-keys]",
  help: [
    "Fills an empty deployment from a backup: all of it, or nothing where anything is not as it was signed. Put the",
    "keyring's folder in place first. Whoever was erased since the backup stays erased.",
    "",
    "  --identity FILE    age identities to open it with, instead of the one in the keyring's folder",
    "  --accept-lost-keys go on without keys as new as the backup: whoever they belong to stays unreadable, for ever",
  ],
  options: { identity: { type: "string" }, "accept-lost-keys": { type: "boolean" } },
  wordsMax: 1,
  async run(call) {
    const { settings, values, tell } = call;
    const file = resolve(wordOf(call, "the backup to restore"));
    const { keysFolder } = settings;
    const keyring = await openKeyringOf(settings);
    const identities = readIdentities((values["identity"] as string | undefined) ?? identityFile(keysFolder));
    const { manifest, unreadable, applied } = await asOwner(settings, async (client, ownerUrl) => {
      const restored = await restoreBackup({
        client,
        file,
        keysFile: subjectKeysFile(keysFolder),
        acceptLostKeys: values["accept-lost-keys"] === true,
        identities,
        objects: openObjectStore({ deployment: settings, clock: systemClock }),
        keyring,
        clock: systemClock,
      });
      const serverUrl = settings.databaseUrl;
      const epochStores = openEpochStores(settings);
      const migrated = await migrate({ ownerUrl, serverUrl, keysFolder, epochStores, clock: systemClock });
      return { ...restored, applied: migrated.applied };
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const erased = `${unreadable} users and organizations have no key any more; a worker erases what came back of them.`;
    tell(
      [
        `Restored ${rows} rows of ${manifest.tables.length} tables, as they were at ${manifest.header.taken_at}.`,
        ...describeObjects(manifest),
        ...(applied.length > 0 ? [`Then applied ${applied.length} migrations.`] : []),
        ...(unreadable > 0 ? [erased] : []),
        "Start Avow as usual.",
      ],
      { file, rows, objects: manifest.objects, unreadable, applied, taken_at: manifest.header.taken_at },
    );
    return operatorExits.done;
  },
});
