import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Clock } from "../../framework/clock.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import type { ObjectStore } from "../../modules/files/public.ts";
import { applyInside, createMigrationsTable, listMigrations } from "../schema/apply-migrations.ts";
import { createGroupRoles } from "../schema/migrate.ts";
import { backupErrors } from "./errors.ts";
import { copySql, quoteName, type StoredTable } from "./list-stored-tables.ts";
import { closeUnreadable } from "./close-unreadable.ts";
import { restoreObjects } from "./restore-objects.ts";
import { settleEpochs } from "./settle-epochs.ts";
import { dropForeignKeys, letOwnerWrite } from "./set-aside-constraints.ts";
import type { Header, Manifest } from "./manifest.ts";
import { openBackup } from "./open-backup.ts";
import { readBackup } from "./read-backup.ts";

export type Restored = {
  manifest: Manifest;
  /** How many users and organizations have no key any more: erased since, or unknown to the keys that were given. */
  unreadable: number;
};

type Restore = {
  /** Connected as the owner of an empty database. */
  client: pg.Client;
  keyring: Keyring;
  acceptLostKeys?: boolean;
  /** Where the contents of files go; nothing where only rows are wanted. */
  objects?: ObjectStore;
  /** Looks at what was restored, in the same transaction, while every row is still as it was. */
  inspect?(data: Manifest, keys: Manifest | undefined): Promise<void>;
  clock: Clock;
};

/** Where a dump comes from; it is opened when its turn has come. */
type Source = () => Promise<AsyncIterable<Uint8Array>>;

type Files = Restore & {
  file: string;
  /** The newest copy of the subject keys; what it lacks stays unreadable. */
  keysFile: string;
  identities: readonly string[];
};

/**
 * Fills an empty database from a backup's file and today's keys, and closes what they do not open.
 * @throws what `openBackup` and `restoreDump` throw
 */
export async function restoreBackup({ file, keysFile, identities, ...restore }: Files): Promise<Restored> {
  let unreadable = 0;
  const manifest = await restoreDump({
    ...restore,
    data: () => openBackup(file, identities),
    keys: existsSync(keysFile) ? () => openBackup(keysFile, identities) : undefined,
    async inspect(data, keys) {
      await restore.inspect?.(data, keys);
      unreadable = await closeUnreadable(restore.client, restore.clock);
    },
  });
  return { manifest, unreadable };
}

/**
 * Fills an empty database from a dump of rows and one of keys: all of it or, when anything is not as it was signed,
 * nothing, because it is one transaction. The database is then at the dump's migration; `migrate` takes it further.
 * @throws any of backupErrors
 */
export async function restoreDump(restore: Restore & { data: Source; keys: Source | undefined }): Promise<Manifest> {
  const { client, keyring } = restore;
  await refuseUnlessEmpty(client);
  await createGroupRoles(client);
  await client.query("begin");
  try {
    const putBack: (() => Promise<void>)[] = [];
    const manifest = await readBackup(await restore.data(), keyring, {
      async header(header) {
        await prepare(restore, header);
        putBack.push(await letOwnerWrite(client), await dropForeignKeys(client));
      },
      table: ({ table, columns }, rows) => load(client, { name: table, columns }, rows),
      ...(restore.objects ? { object: restoreObjects(restore.objects) } : {}),
      manifest: (whole) => advanceSequences(client, whole),
    });
    const keys = await restoreKeys(restore, manifest.header, putBack);
    await settleEpochs(client, keyring);
    await restore.inspect?.(manifest, keys);
    for (const again of putBack) await again();
    await client.query("commit");
    return manifest;
  } catch (error) {
    await client.query("rollback").catch(() => undefined); // the connection is gone, and the transaction with it
    throw error;
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select 1 from pg_class where relnamespace = 'public'::regnamespace limit 1");
  if (rows.length > 0) throw backupErrors.not_empty();
}

/** The tables as they were when the backup was taken. @throws backup.newer_version */
async function prepare({ client, clock }: Restore, { contents, migrations }: Header): Promise<void> {
  if (contents !== "data") throw backupErrors.unreadable({ detail: "it holds keys, not data" });
  const known = listMigrations();
  const unknown = migrations.find((name) => !known.includes(name));
  if (unknown) throw backupErrors.newer_version({ migration: unknown });
  await createMigrationsTable(client);
  await applyInside(client, migrations, { clock });
}

async function load(client: pg.Client, table: StoredTable, rows: AsyncIterable<Buffer>): Promise<number> {
  const copy = client.query(copyFrom(copySql(table, "from stdin")));
  await pipeline(Readable.from(rows, { objectMode: false }), copy);
  return copy.rowCount;
}

async function advanceSequences(client: pg.Client, { sequences }: Manifest): Promise<void> {
  for (const { table, column, last } of sequences.filter((one) => one.last !== "0")) {
    await client.query("select setval(pg_get_serial_sequence($1, $2), $3)", [quoteName(table), column, last]);
  }
}

/** Data then, keys now: whoever was erased since the backup has no key in the copy, and stays erased. */
async function restoreKeys(
  { client, clock, keyring, keys, acceptLostKeys }: Parameters<typeof restoreDump>[0],
  data: Header,
  putBack: (() => Promise<void>)[],
): Promise<Manifest | undefined> {
  if (!keys) {
    if (acceptLostKeys) return undefined;
    throw backupErrors.keys_older({ keys: "missing" });
  }
  return readBackup(await keys(), keyring, {
    async header({ contents, taken_at, migrations }) {
      if (contents !== "keys") throw backupErrors.unreadable({ detail: "the file of the subject keys holds no keys" });
      if (taken_at < data.taken_at && !acceptLostKeys)
        throw backupErrors.keys_older({ keys: taken_at, backup: data.taken_at });
      // Keys may be of a later version than the data: their tables are then as that version has them.
      const later = migrations.filter((name) => !data.migrations.includes(name));
      const unknown = later.find((name) => !listMigrations().includes(name));
      if (unknown) throw backupErrors.newer_version({ migration: unknown });
      await applyInside(client, later, { clock });
      putBack.push(await letOwnerWrite(client), await dropForeignKeys(client));
    },
    table: ({ table, columns }, rows) => load(client, { name: table, columns }, rows),
  });
}
