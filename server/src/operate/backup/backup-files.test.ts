import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import type { Subject } from "../../framework/context.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { filledPort } from "../../framework/ports.ts";
import { openDatabase } from "../../framework/database/tenant.ts";
import { storeInFolder } from "../../integrations/local-folder/store-in-folder.ts";
import { readAll } from "../../integrations/roles/object-store.contract.ts";
import type { ObjectStore } from "../../integrations/roles/object-store.ts";
import { objectStorePort, sealedSize, storedObjectsOver } from "../../modules/files/public.ts";
import { catalogueOf } from "../../privacy/catalogue.ts";
import { writeArchive } from "../../privacy/export/write-archive.ts";
import { openKeyStore } from "../../privacy/keys.ts";
import { collect } from "../../privacy/testing/read-zip.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { type FreshDatabase, openFreshDatabase } from "../../testing/processes/start-avow.ts";
import { untilSealed } from "../../testing/until-sealed.ts";
import { migrate } from "../schema/migrate.ts";
import { identityFile, readIdentities } from "./backup-identity.ts";
import { subjectKeysFile } from "./copy-keys.ts";
import { restoreBackup } from "./restore-backup.ts";
import { takeBackup } from "./take-backup.ts";

let all: TwoTenants;
let folder: string;
let plan: Uploaded;
const fresh: FreshDatabase[] = [];
const catalogue = catalogueOf(tables);
const bigBytes = 3_000_000;

type Uploaded = { id: string; content: Buffer };

beforeAll(async () => {
  all = await openTwoTenants();
  folder = mkdtempSync(join(tmpdir(), "avow-backup-files-"));
  cpSync(all.world.keysFolder, join(folder, "keys"), { recursive: true });
  plan = await upload(all.ada, randomBytes(bigBytes), "workspace");
  await upload(all.ada, plan.content, "workspace");
  await upload(all.ada, Buffer.from("only Ada's"), "me");
  await upload(all.bob, Buffer.alloc(131_072, 7), "workspace");
  await untilSealed(all.world);
});
afterAll(async () => {
  await all.world.close();
  for (const one of fresh) await one.drop();
  rmSync(folder, { recursive: true });
});

const store = (): ObjectStore => filledPort(all.world.app.ports, objectStorePort);

async function upload(person: PersonWithOrganization, content: Buffer, belongsTo: string): Promise<Uploaded> {
  const fields = { name: "plan.bin", belongs_to: belongsTo };
  const { id } = await readAnswer<{ id: string }>(
    person.request("/api/v1/files", { method: "POST", json: fields }),
    201,
  );
  const headers = { "content-type": "application/octet-stream" };
  const sent = person.request(`/api/v1/files/${id}/content`, { method: "PUT", headers, body: new Uint8Array(content) });
  await readAnswer(sent, 200);
  return { id, content };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const keysFolder = () => join(folder, "keys");
const place = () => ({
  keyring: readKeyring(keysFolder()),
  keysFolder: keysFolder(),
  keysCopyFolder: undefined,
  folder: join(folder, "backups"),
  recipients: [],
  keep: 9,
  clock: all.world.clock,
  version: "0.0.0-test",
});

function take(objects: ObjectStore | undefined) {
  all.world.clock.advance(1000);
  return withClient(all.world.urls.system, (client) => takeBackup(client, { ...place(), objects }));
}

async function restore(file: string, objects: ObjectStore) {
  const database = await openFreshDatabase();
  fresh.push(database);
  const { keyring, clock } = place();
  const keys = { keysFile: subjectKeysFile(keysFolder()), identities: readIdentities(identityFile(keysFolder())) };
  await withClient(database.url, (client) => restoreBackup({ client, file, ...keys, keyring, clock, objects }));
  return migrate({ ownerUrl: database.url, keysFolder: keysFolder(), clock });
}

async function exportFrom(urls: { appUrl: string; systemUrl: string }, subject: Subject, objects: ObjectStore) {
  const database = openDatabase(urls);
  try {
    const keys = openKeyStore(database, all.world.keyring, all.world.clock);
    const about = { export_id: "prq_1", subject, made_at: "2026-11-21T08:00:00.000Z" };
    const means = { ...all.world.app, database, keys };
    return await collect(writeArchive({ about, means, catalogue, objects: storedObjectsOver(objects) }));
  } finally {
    await database.close();
  }
}

const newStore = (): ObjectStore => storeInFolder(mkdtempSync(join(folder, "objects-")));
const namesIn = async (objects: ObjectStore) => {
  const names: string[] = [];
  for await (const { name } of objects.list()) names.push(name);
  return names.toSorted((a, b) => (a < b ? -1 : 1));
};
const readWhole = (objects: ObjectStore, name: string) => readAll(objects.read(name, { start: 0, end: 10_000_000 }));

test("files come back with their rows: an export from the restored deployment and its own store is the same, byte for byte", async () => {
  const { file, manifest } = await take(store());
  expect(manifest.objects).toMatchObject({ count: 3, missing: 0, missing_names: [] });
  expect(manifest.objects!.bytes).toBeGreaterThan(bigBytes);
  const restored = newStore();
  const there = await restore(file, restored);
  expect(await namesIn(restored)).toEqual(await namesIn(store()));
  const here = { appUrl: all.world.urls.app, systemUrl: all.world.urls.system };
  for (const { userId, organizationId } of [all.ada, all.bob])
    for (const subject of [
      { kind: "user", id: userId },
      { kind: "organization", id: organizationId },
    ] satisfies Subject[]) {
      const [before, after] = [await exportFrom(here, subject, store()), await exportFrom(there, subject, restored)];
      expect(after.equals(before), subject.id).toBe(true);
    }
});

test("what lies in the store already is never replaced", async () => {
  const { file } = await take(store());
  const [name] = await namesIn(store());
  const restored = newStore();
  const staged = await restored.stage(
    (async function* () {
      yield await Promise.resolve(Buffer.from("was there"));
    })(),
  );
  await staged.publish(name!);
  await restore(file, restored);
  expect((await readWhole(restored, name!)).toString()).toBe("was there");
  expect(await namesIn(restored)).toEqual(await namesIn(store()));
});

test("files that are gone from the store or cut off are named and counted, and cost no other its backup", async () => {
  const [gone, cut, whole] = await namesIn(store());
  const damaged: ObjectStore = {
    ...store(),
    read: (name, range) => store().read(name, name === cut ? { ...range, end: Math.min(range.end, 9) } : range),
  };
  const kept = await readWhole(store(), gone!);
  await store().remove(gone!);
  const { file, manifest } = await take(damaged);
  expect(manifest.objects).toMatchObject({ count: 1, missing: 2, missing_names: [gone, cut] });
  const restored = newStore();
  await restore(file, restored);
  expect(await namesIn(restored)).toEqual([whole]);
  const staged = await store().stage(
    (async function* () {
      yield await Promise.resolve(kept);
    })(),
  );
  await staged.publish(gone!);
});

test("a store that cannot be asked fails the backup instead of leaving files out", async () => {
  const away: ObjectStore = {
    ...store(),
    async *read(name, range) {
      yield* store().read(name, { ...range, end: 1 });
      throw new Error("the store is away");
    },
  };
  await expect(take(away)).rejects.toThrow("the store is away");
});

test("files are left out where they are backed up by other means, and the backup says so", async () => {
  const { file, manifest } = await take(undefined);
  expect(manifest.objects).toBeNull();
  const restored = newStore();
  await restore(file, restored);
  expect(await namesIn(restored)).toEqual([]);
});

test("an object has as many bytes as its content needs when sealed", async () => {
  const [row] = await all.world.rows<{ object: string }>("select object from files where id = $1", [plan.id]);
  expect((await readWhole(store(), row!.object)).length).toBe(sealedSize(bigBytes));
});
