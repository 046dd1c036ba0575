import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import type { Subject } from "../../framework/context.ts";
import { createKeyring } from "../../framework/keys/keyring.ts";
import { filledPort } from "../../framework/ports.ts";
import { openDatabase } from "../../framework/database/tenant.ts";
import { catalogueOf } from "../../privacy/catalogue.ts";
import { openKeyStore } from "../../privacy/keys.ts";
import { storedObjectsPort } from "../../privacy/stored-objects.ts";
import { writeArchive } from "../../privacy/export/write-archive.ts";
import { collect } from "../../privacy/testing/read-zip.ts";
import { fillTables, newWhose, type Whose } from "../../testing/samples/fill-table.ts";
import { type FreshDatabase, openFreshDatabase } from "../../testing/processes/start-avow.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { findCatalogueDifferences } from "../schema/check-catalogue.ts";
import { migrate } from "../schema/migrate.ts";
import { ownIdentity, recipientOf } from "./backup-identity.ts";
import { listStoredTables, quoteName } from "./list-stored-tables.ts";
import { restoreBackup } from "./restore-backup.ts";
import { type WrittenBackup, writeBackup } from "./write-backup.ts";

let world: World;
let ada: Whose;
let bob: Whose;
let folder: string;
let identity: string;
let data: WrittenBackup;
const catalogue = catalogueOf(tables);
const fresh: FreshDatabase[] = [];

beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "avow-backups-"));
  identity = await ownIdentity(join(folder, "keys").replace(/keys$/, ""));
  [ada, bob] = [await newWhose(world), await newWhose(world)];
  for (const whose of [ada, bob])
    await fillTables(world, whose, (table, column) => `${whose.userId} ${table.name} ${column}`);
  data = await back("data", "data.avowbackup");
  await back("keys", "keys.avowkeys");
});
afterAll(async () => {
  await world.close();
  for (const one of fresh) await one.drop();
  rmSync(folder, { recursive: true });
});

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const back = (contents: "data" | "keys", name: string, identities = [identity]) =>
  withClient(world.urls.system, async (client) =>
    writeBackup({
      client,
      keyring: world.keyring,
      contents,
      takenAt: world.clock.now(),
      version: "0.0.0-test",
      file: join(folder, name),
      recipients: [await recipientOf(identity)],
      identities,
    }),
  );

async function restore(changed: Partial<Parameters<typeof restoreBackup>[0]> = {}) {
  const database = await openFreshDatabase();
  fresh.push(database);
  const restored = await withClient(database.url, (client) =>
    restoreBackup({
      client,
      file: data.file,
      keysFile: join(folder, "keys.avowkeys"),
      identities: [identity],
      keyring: world.keyring,
      clock: world.clock,
      ...changed,
    }),
  );
  return { database, ...restored };
}

const exportFrom = async (urls: { appUrl: string; systemUrl: string }, subject: Subject): Promise<Buffer> => {
  const database = openDatabase(urls);
  try {
    const keys = openKeyStore(database, world.keyring, world.clock);
    const about = { export_id: "prq_1", subject, made_at: "2026-11-21T08:00:00.000Z" };
    const objects = filledPort(world.app.ports, storedObjectsPort);
    return await collect(writeArchive({ about, means: { ...world.app, database, keys }, catalogue, objects }));
  } finally {
    await database.close();
  }
};
const here = () => ({ appUrl: world.urls.app, systemUrl: world.urls.system });
const countAll = async (rows: World["rows"]) => {
  const names = await withClient(world.urls.system, (client) => listStoredTables(client, "data"));
  const counts = await Promise.all(names.map(({ name }) => rows(`select count(*)::int as n from ${quoteName(name)}`)));
  return counts.map((found, i) => [names[i]!.name, (found[0] as { n: number }).n]);
};

test("a restored deployment exports the same bytes for everyone, has the same rows, and the schema that is declared", async () => {
  const { database, unreadable, manifest } = await restore();
  expect(unreadable).toBe(0);
  const migrated = await migrate({ ownerUrl: database.url, keysFolder: world.keysFolder, clock: world.clock });
  expect(migrated.applied).toEqual([]);
  for (const subject of [ada, bob].flatMap((whose): Subject[] => [
    { kind: "user", id: whose.userId },
    { kind: "organization", id: whose.organizationId },
  ])) {
    const [before, after] = [await exportFrom(here(), subject), await exportFrom(migrated, subject)];
    expect(before.length).toBeGreaterThan(2000);
    expect(after.equals(before), `${subject.kind} ${subject.id}`).toBe(true);
  }
  expect(await countAll(database.rows)).toEqual(await countAll(world.rows));
  expect(manifest.tables.find(({ table }) => table === "users")?.rows).toBe(2);
  expect(await findCatalogueDifferences(database.url, tables)).toEqual([]);
});

test("numbers that were given before the backup are not given again after it", async () => {
  const { database } = await restore();
  const sql = "select last_value::int as last from jobs_position_seq";
  const [[before], [after]] = [await world.rows(sql), await database.rows(sql)];
  expect(after).toEqual(before);
});

test("the file holds neither a name nor a key in clear, and no wrapped key of anyone's at all", async () => {
  const bytes = readFileSync(data.file);
  for (const text of [ada.userId, "subject_keys", "messages", "avow_backup"]) expect(bytes.includes(text)).toBe(false);
  expect(data.manifest.tables.map(({ table }) => table)).not.toContain("subject_keys");
  expect(statSync(data.file).mode & 0o077).toBe(0);
});

test("a database that holds anything is refused and left as it is", async () => {
  const { database } = await restore();
  const again = withClient(database.url, (client) =>
    restoreBackup({
      client,
      file: data.file,
      keysFile: "",
      identities: [identity],
      keyring: world.keyring,
      clock: world.clock,
    }),
  );
  await expect(again).rejects.toMatchObject({ code: "backup.not_empty" });
  expect(await countAll(database.rows)).toEqual(await countAll(world.rows));
});

test.each([
  ["cut off by one byte", (file: string) => truncateSync(file, statSync(file).size - 1)],
  ["cut off in the middle", (file: string) => truncateSync(file, statSync(file).size >> 1)],
  ["changed in one bit", (file: string) => flip(file, statSync(file).size >> 1)],
  ["changed in its last byte", (file: string) => flip(file, statSync(file).size - 1)],
  ["something else", (file: string) => writeFileSync(file, "no backup")],
])("a file that was %s restores nothing", async (_, damage) => {
  const file = join(folder, "damaged.avowbackup");
  await cp(data.file, file, { force: true });
  damage(file);
  await expect(restore({ file })).rejects.toMatchObject({ code: "backup.unreadable" });
  expect(await withClient(fresh.at(-1)!.url, (client) => listStoredTables(client, "data"))).toEqual([]);
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at]! ^= 1;
  writeFileSync(file, bytes);
}

test("it opens for its recipients only, and restores under its own keyring only", async () => {
  const other = await ownIdentity(mkdtempSync(join(folder, "other-")));
  await expect(restore({ identities: [other] })).rejects.toMatchObject({ code: "backup.not_for_this_identity" });
  await expect(restore({ identities: [] })).rejects.toMatchObject({ code: "backup.identity_missing" });
  const keyring = createKeyring(join(folder, "other-keyring"), world.clock.now());
  await expect(restore({ keyring })).rejects.toMatchObject({ code: "backup.keyring_differs" });
  const forged = { ...keyring, fingerprint: world.keyring.fingerprint };
  await expect(restore({ keyring: forged })).rejects.toMatchObject({ code: "backup.signature_invalid" });
});

test("whoever was erased since the backup stays unreadable, is hidden, and is due to be erased again", async () => {
  await world.rows("delete from subject_keys where subject_id = $1", [bob.userId]);
  world.clock.advance(1000);
  const keys = await back("keys", "later.avowkeys");
  const { database, unreadable } = await restore({ keysFile: keys.file });
  expect(unreadable).toBe(1);
  const due = "select user_id, state from privacy_requests where kind = 'erase' and starts_at = $1";
  expect(await database.rows(due, [world.clock.now()])).toEqual([{ user_id: bob.userId, state: "cooling_off" }]);
  expect(await database.rows("select id from users where suspended_at is null and id = $1", [bob.userId])).toEqual([]);
  expect(await database.rows("select 1 from subject_keys where subject_id = $1", [bob.userId])).toEqual([]);
});

test("keys older than the data are refused, unless whoever restores accepts what is lost", async () => {
  world.clock.advance(1000);
  const newer = await back("data", "newer.avowbackup");
  await expect(restore({ file: newer.file })).rejects.toMatchObject({ code: "backup.keys_older" });
  const missing = { file: newer.file, keysFile: join(folder, "nowhere") };
  await expect(restore(missing)).rejects.toMatchObject({ code: "backup.keys_older" });
  const { unreadable } = await restore({ ...missing, acceptLostKeys: true });
  expect(unreadable).toBeGreaterThan(1);
});

test("rows that were deleted between two tables being read are in the backup: it is of one instant", async () => {
  const client = new pg.Client({ connectionString: world.urls.system });
  await client.connect();
  const { dumpDatabase } = await import("./dump-database.ts");
  const dump = dumpDatabase(
    { client, keyring: world.keyring, contents: "data", takenAt: world.clock.now(), version: "0" },
    (manifest) => (seen = manifest),
  );
  let seen = data.manifest;
  for (let i = 0; i < 4; i++) await dump.next(); // header and the first table have been read
  const [before] = await world.rows<{ n: number }>("select count(*)::int as n from users");
  await world.rows("delete from users where id = $1", [bob.userId]);
  for await (const bytes of dump) expect(bytes.length).toBeGreaterThan(0);
  await client.end();
  expect(seen.tables.find(({ table }) => table === "users")?.rows).toBe(before!.n);
});
