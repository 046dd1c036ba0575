import pg from "pg";
import { systemClock } from "../../../server/src/framework/clock.ts";
import { readKeyring } from "../../../server/src/framework/keys/keyring.ts";
import { identityFile, readIdentities } from "../../../server/src/operate/backup/backup-identity.ts";
import { subjectKeysFile } from "../../../server/src/operate/backup/copy-keys.ts";
import { loadKeys } from "../../../server/src/operate/backup/load-keys.ts";
import { restoreBackup } from "../../../server/src/operate/backup/restore-backup.ts";
import { startEmbedded } from "../../../server/src/operate/embedded/start-embedded.ts";
import { startAvow } from "../../../server/src/testing/processes/start-avow.ts";
import { asSuperuser, type Dump, dumpThrough } from "./dump-database.ts";
import { untilFound } from "./open-browser.ts";

/** The keys of some instant, as `npx avow restore` and `keys load` are given them. */
const keysIn = (keysFolder: string) => ({
  keysFile: subjectKeysFile(keysFolder),
  identities: readIdentities(identityFile(keysFolder)),
  keyring: readKeyring(keysFolder),
  clock: systemClock,
});

async function connected<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Fills an empty database from a backup's file and the keys that lie there now. @returns how many have no key */
export const restoreInto = (url: string, file: string, keysFolder: string): Promise<number> =>
  connected(url, async (client) => (await restoreBackup({ client, file, ...keysIn(keysFolder) })).unreadable);

/** What can be read in any database by whoever holds the keys of a folder. */
export const dumpOf = (url: string, keysFolder: string): Promise<Dump> =>
  connected(url, async (client) => {
    await client.query("set role avow_system");
    return dumpThrough(client, keysFolder);
  });

/** Data then, keys now, for a base backup. @returns how many have no key */
export async function loadKeysInto(dataFolder: string, keysFolder: string): Promise<number> {
  const database = await startEmbedded({ dataDir: dataFolder });
  try {
    return await connected(
      database.url,
      async (client) => (await loadKeys({ client, ...keysIn(keysFolder) })).unreadable,
    );
  } finally {
    await database.stop();
  }
}

/** Has Avow run over what came back until it has erased anew whoever has no key. */
export async function runUntilErased(
  env: Record<string, string>,
  ask: (sql: string) => Promise<unknown[]>,
): Promise<void> {
  const avow = startAvow(env, "--role", "all");
  try {
    await avow.origin();
    const waiting = "select 1 from privacy_requests where kind = 'erase'";
    await untilFound(
      "the end of erasures",
      async () => ((await ask(waiting)).length === 0 ? true : undefined),
      120_000,
    );
  } finally {
    await avow.stop();
  }
}

/** Asks a data folder's database, while Avow runs over it or not. */
export const askFolder = (dataFolder: string) => (sql: string) =>
  asSuperuser(dataFolder, async (client) => (await client.query(sql)).rows as unknown[]);

/** Ends the epoch in force at once, and waits until its key is destroyed. */
export async function endEpoch(dataFolder: string): Promise<void> {
  await asSuperuser(dataFolder, async (client) => {
    const { rows } = await client.query<{ id: string }>("select id from key_epochs where state = 'current'");
    const at = systemClock.now();
    await client.query("update key_epochs set asked_at = $1 where state = 'current'", [at]);
    await client.query("update job_schedules set next_at = $1 where name = 'keys.change_epoch'", [at]);
    const ended = "select 1 from ended_epochs where id = $1 and destroyed_at is not null";
    await untilFound("the end of the epoch", async () => (await client.query(ended, [rows[0]!.id])).rows[0] as object);
  });
}
