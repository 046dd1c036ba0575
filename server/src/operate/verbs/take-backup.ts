import { resolve } from "node:path";
import { asSystem } from "../as-system.ts";
import { backupPlaceOf } from "../backup-place.ts";
import { takeBackup } from "../backup/take-backup.ts";
import { describeObjects } from "./describe-objects.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";
import { openKeyringOf } from "../open-epoch-stores.ts";
import { describeSize } from "./describe-size.ts";

/** `avow backup`: one consistent backup of everything but keys, while Avow runs or not. */
export const run = operatorVerb({
  usage: "backup [--to FOLDER] [--recipient age1…]",
  help: [
    "Writes one backup of the whole database, encrypted, and today's copy of the subject keys into the keyring's folder.",
    "Avow may run meanwhile. The file is read back and checked before it gets its name.",
    "",
    "  --to FOLDER        instead of AVOW_BACKUP_DIR",
    "  --recipient KEY    another age public key that may open it; may be repeated",
  ],
  options: { to: { type: "string" }, recipient: { type: "string", multiple: true } },
  async run({ settings, values, tell }) {
    const to = typeof values["to"] === "string" ? resolve(values["to"]) : undefined;
    const place = backupPlaceOf(settings, await openKeyringOf(settings), to);
    const recipients = [...place.recipients, ...((values["recipient"] as string[] | undefined) ?? [])];
    const started = performance.now();
    const { file, bytes, sha256, manifest } = await asSystem(settings, (client) =>
      takeBackup(client, { ...place, recipients }),
    );
    const seconds = (performance.now() - started) / 1000;
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    tell(
      [
        `Backed up ${rows} rows of ${manifest.tables.length} tables: ${file}, ${describeSize(bytes)} in ${seconds.toFixed(1)} s.`,
        ...describeObjects(manifest),
        `It is checked. To restore it you need ${settings.keysFolder} as well: keep a copy of that folder elsewhere.`,
      ],
      {
        file,
        bytes,
        sha256,
        seconds,
        rows,
        tables: manifest.tables,
        objects: manifest.objects,
        taken_at: manifest.header.taken_at,
      },
    );
    return operatorExits.done;
  },
});
