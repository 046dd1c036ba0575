import { basename, join } from "node:path";
import pg from "pg";
import type { Keyring } from "../../framework/keys/keyring.ts";
import type { BackupTools } from "../../modules/backups/public.ts";
import { backupPlaceOf } from "../backup-place.ts";
import { drillBackup } from "../backup/drill-backup.ts";
import { listBackups } from "../backup/list-backups.ts";
import { sweepOld, takeBackup, takeKeys } from "../backup/take-backup.ts";
import type { Settings } from "../settings.ts";

/** What a running process does about backups, over connections of its own: a backup holds one for as long as it takes. */
export function openBackupTools(
  settings: Settings,
  keyring: Keyring,
  urls: { ownerUrl: string; systemUrl: string },
): BackupTools {
  const place = backupPlaceOf(settings, keyring);
  const connected = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: urls.systemUrl });
    client.on("error", () => undefined); // the statement under way reports it
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    folder: place.folder,
    keep: place.keep,
    recipients: place.recipients.length,
    isScheduled: settings.backups.folder !== undefined,
    async take() {
      const started = performance.now();
      const { file, bytes, sha256, manifest } = await connected((client) => takeBackup(client, place));
      const files = manifest.objects?.count ?? null;
      const filesMissing = manifest.objects?.missing ?? null;
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      return {
        file: basename(file),
        bytes,
        rows,
        files,
        filesMissing,
        sha256,
        durationMs: Math.round(performance.now() - started),
      };
    },
    drill: (file) => drillBackup({ ...place, file: join(place.folder, file), ownerUrl: urls.ownerUrl }),
    list: () => listBackups(place.folder),
    sweep: () => connected((client) => sweepOld(client, place)),
    copyKeys: () => connected((client) => takeKeys(client, place)),
  };
}
