import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import pg from "pg";
import type { Clock } from "../../framework/clock.ts";
import { systemRole } from "../../framework/database/emit-ddl.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { unwrapKey } from "../../framework/keys/sealing.ts";
import { identityFile, readIdentities } from "./backup-identity.ts";
import { subjectKeysFile } from "./copy-keys.ts";
import { compareRows } from "./compare-rows.ts";
import { backupErrors } from "./errors.ts";
import { restoreBackup } from "./restore-backup.ts";

export type Drill = { file: string; ownerUrl: string; keyring: Keyring; keysFolder: string; clock: Clock };
export type DrillResult = { file: string; tables: number; rows: number; keys: number; durationMs: number };

const insufficientPrivilege = "42501";
const keysTried = 1000;

/**
 * Restores a backup into a scratch database beside the real one, reads every table out again and compares it with what
 * was signed, byte for byte, opens keys with the keyring, and drops it. The real one is not touched.
 * @throws any of backupErrors: then this backup could not have saved us
 */
export async function drillBackup(drill: Drill): Promise<DrillResult> {
  const started = performance.now();
  const scratch = `avow_drill_${randomBytes(6).toString("hex")}`;
  await asOwner(drill.ownerUrl, (client) => client.query(`create database ${scratch}`)).catch((error: unknown) => {
    if ((error as { code?: string }).code === insufficientPrivilege) throw backupErrors.drill_not_possible();
    throw error;
  });
  try {
    const url = Object.assign(new URL(drill.ownerUrl), { pathname: `/${scratch}` }).toString();
    const found = await asOwner(url, (client) => rehearse(client, drill));
    return { file: basename(drill.file), ...found, durationMs: Math.round(performance.now() - started) };
  } finally {
    await asOwner(drill.ownerUrl, (client) => client.query(`drop database ${scratch} with (force)`));
  }
}

async function rehearse(client: pg.Client, { file, keyring, keysFolder, clock }: Drill) {
  let keys = 0;
  const { manifest } = await restoreBackup({
    client,
    file,
    keysFile: subjectKeysFile(keysFolder),
    identities: readIdentities(identityFile(keysFolder)),
    keyring,
    clock,
    async inspect(whole) {
      await compareRows(client, whole);
      await client.query(`set local role ${systemRole}`);
      keys = await openKeys(client, keyring);
      await client.query("reset role");
    },
  });
  return { tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), keys };
}

/** @throws where the keyring does not open what it should */
async function openKeys(client: pg.Client, keyring: Keyring): Promise<number> {
  const { rows } = await client.query<{ subject_id: string; cls: string; epoch: string; wrapped: Buffer }>(
    "select subject_id, cls, epoch, wrapped from subject_keys order by created_at desc limit $1",
    [keysTried],
  );
  for (const { subject_id, cls, epoch, wrapped } of rows)
    unwrapKey({ bytes: keyring.epoch(epoch).key }, `${subject_id}|${cls}`, wrapped);
  return rows.length;
}

async function asOwner<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
