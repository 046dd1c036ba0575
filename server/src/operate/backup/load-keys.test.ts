import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Subject } from "../../framework/context.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { openDatabase } from "../../framework/database/tenant.ts";
import { changeEpoch } from "../../privacy/epochs/change-epoch.ts";
import { openKeyStore } from "../../privacy/keys.ts";
import { fillTables, newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { type FreshDatabase, openFreshDatabase } from "../../testing/processes/start-avow.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { migrate } from "../schema/migrate.ts";
import { openEpochStores } from "../open-epoch-stores.ts";
import { ownIdentity, recipientOf } from "./backup-identity.ts";
import { loadKeys } from "./load-keys.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

let world: World;
let ada: Whose;
let bob: Whose;
let folder: string;
let identity: string;
let copies = 0;
const fresh: FreshDatabase[] = [];
/** The database with its keys as they were before anything happened, as a base backup has it. */
let old: FreshDatabase;

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
const back = (contents: "data" | "keys") =>
  withClient(world.urls.system, async (client) => {
    const file = join(folder, `${(copies += 1)}.${contents}`);
    const recipients = [await recipientOf(identity)];
    const how = { keyring: world.keyring, takenAt: world.clock.now(), version: "0", identities: [identity] };
    await writeBackup({ client, contents, file, recipients, ...how });
    return file;
  });
const restore = async (file: string, keysFile: string, acceptLostKeys = false) => {
  const database = await openFreshDatabase();
  fresh.push(database);
  const means = { file, keysFile, identities: [identity], keyring: world.keyring, clock: world.clock, acceptLostKeys };
  const { unreadable } = await withClient(database.url, (client) => restoreBackup({ client, ...means }));
  return { database, unreadable };
};
const start = (database: FreshDatabase) =>
  migrate({ ownerUrl: database.url, keysFolder: world.keysFolder, clock: world.clock });
const change = async () => {
  await world.rows("update key_epochs set asked_at = $1 where state = 'current'", [world.clock.now()]);
  const { app, keyring, clock } = world;
  const stores = openEpochStores({ keysFolder: world.keysFolder, keysCopyFolder: undefined });
  const signal = new AbortController().signal;
  const rest = { amountOf: () => 7, copyKeys: async () => undefined };
  await changeEpoch({ database: app.database, keyring, clock, stores, signal, ...rest });
};
const opens = async (urls: { appUrl: string; systemUrl: string }, subject: Subject) => {
  const database = openDatabase(urls);
  try {
    const keyring = readKeyring(world.keysFolder);
    return (await openKeyStore(database, keyring, world.clock).many("user", [subject.id], "account")).size === 1;
  } finally {
    await database.close();
  }
};
const asUser = ({ userId }: Whose): Subject => ({ kind: "user", id: userId });

let dataThen: string;
let keysThen: string;

beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "avow-load-keys-"));
  identity = await ownIdentity(world.keysFolder);
  [ada, bob] = [await newWhose(world), await newWhose(world)];
  for (const whose of [ada, bob]) await fillTables(world, whose);
  await world.rows("delete from key_epochs where state <> 'current'"); // a name that no store has a key for
  [dataThen, keysThen] = [await back("data"), await back("keys")];
  ({ database: old } = await restore(dataThen, keysThen));
  await world.rows("delete from subject_keys where subject_id = $1", [bob.userId]);
  world.clock.advance(1000);
});
afterAll(async () => {
  await world.close();
  for (const one of fresh) await one.drop();
  rmSync(folder, { recursive: true });
});

test("an old copy of the database gets today's keys: whoever was erased since stays so, also within the epoch", async () => {
  expect(await opens(await start(old), asUser(bob))).toBe(true);
  const keysFile = await back("keys");
  const means = { keysFile, identities: [identity], keyring: world.keyring, clock: world.clock };
  const { unreadable } = await withClient(old.url, (client) => loadKeys({ client, ...means }));
  expect(unreadable).toBe(1);
  const urls = await start(old);
  expect([await opens(urls, asUser(ada)), await opens(urls, asUser(bob))]).toEqual([true, false]);
  const due = "select user_id from privacy_requests where kind = 'erase' and state = 'cooling_off' and starts_at = $1";
  expect(await old.rows(due, [world.clock.now()])).toEqual([{ user_id: bob.userId }]);
});

test("after the epoch has ended an old copy does not even start, and old wrapped keys that someone kept open nobody", async () => {
  await change();
  await expect(start(old)).rejects.toThrow("npx avow keys load");
  const { database, unreadable } = await restore(dataThen, keysThen, true);
  expect(unreadable).toBeGreaterThan(1);
  expect(await database.rows("select 1 from subject_keys")).toEqual([]);
});

test("a backup from before the change is restored with the keys of after it, and goes on from there", async () => {
  const { database, unreadable } = await restore(dataThen, await back("keys"));
  expect(unreadable).toBe(1);
  const urls = await start(database);
  expect([await opens(urls, asUser(ada)), await opens(urls, asUser(bob))]).toEqual([true, false]);
  const states = "select state, id = $1 as is_known from key_epochs";
  const [current] = await world.rows<{ id: string }>("select id from key_epochs");
  expect(await database.rows(states, [current!.id])).toEqual([{ state: "current", is_known: true }]);
});
