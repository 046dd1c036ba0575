import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backupToolsPort } from "../../modules/backups/public.ts";
import { insertBackup } from "../../modules/backups/insert-backup.ts";
import { startDrill } from "../../modules/backups/start-drill.ts";
import { openBackupTools } from "../../operate/verbs/open-backup-tools.ts";
import { readSettings } from "../../operate/settings.ts";
import { newId } from "../../framework/ids.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { until, type World } from "../world.ts";

const eachWithinMs = 60_000;

/** Has a world's worker take a backup and restore it in a drill: its row then says what came of it. */
export async function takeAndDrill(world: World): Promise<void> {
  const { app, clock, keyring, keysFolder, urls } = world;
  const folder = mkdtempSync(join(tmpdir(), "avow-drilled-"));
  const keys = join(folder, "keys");
  cpSync(keysFolder, keys, { recursive: true });
  const env = { DATABASE_URL: urls.owner, AVOW_KEYS_DIR: keys, AVOW_BACKUP_DIR: join(folder, "backups") };
  const settings = readSettings({ ...env, AVOW_DATA_DIR: join(folder, "data") }, [], folder);
  const tools = openBackupTools(settings, keyring, { ownerUrl: urls.owner, systemUrl: urls.system });
  (app.ports as Map<string, unknown>).set(backupToolsPort.name, tools);
  const work = { at: clock.now(), newId: (prefix: string) => newId(prefix, clock.now()) };
  try {
    const { id } = await acrossTenants(app.database, "ask for a backup", (db) => insertBackup(work, db));
    await untilRow(world, id, "state in ('taken', 'failed')");
    await acrossTenants(app.database, "ask for a drill", (db) => startDrill(work, db, id));
    await untilRow(world, id, "drill_state in ('passed', 'failed')");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const untilRow = ({ rows }: World, id: string, condition: string) =>
  until(
    async () => (await rows(`select 1 from backups where id = $1 and ${condition}`, [id])).length > 0,
    eachWithinMs,
  );
