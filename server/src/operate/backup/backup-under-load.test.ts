import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../../app.ts";
import type { Subject } from "../../framework/context.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { filledPort } from "../../framework/ports.ts";
import { inScope, openDatabase, proveScope } from "../../framework/database/tenant.ts";
import { catalogueOf } from "../../privacy/catalogue.ts";
import { writeArchive } from "../../privacy/export/write-archive.ts";
import { openKeyStore } from "../../privacy/keys.ts";
import { verifyAuditBundle } from "../../privacy/log/verify-audit-bundle.ts";
import { readAuditBundle } from "../../privacy/public.ts";
import { storedObjectsPort } from "../../privacy/stored-objects.ts";
import { beginRequest, carryOut } from "../../privacy/testing/begin-request.ts";
import { collect, readZip } from "../../privacy/testing/read-zip.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { findExample, openTalkingWorld, say, startConversation, turnAi, untilOver } from "../../testing/deeds/talk.ts";
import { type FreshDatabase, openFreshDatabase } from "../../testing/processes/start-avow.ts";
import { untilSealed } from "../../testing/until-sealed.ts";
import { until, type World } from "../../testing/world.ts";
import { migrate } from "../schema/migrate.ts";
import { identityFile, readIdentities } from "./backup-identity.ts";
import { subjectKeysFile } from "./copy-keys.ts";
import { restoreBackup } from "./restore-backup.ts";
import { takeBackup } from "./take-backup.ts";

let world: World;
let ada: PersonWithOrganization;
let quiet: PersonWithOrganization[];
let busy: PersonWithOrganization[];
let leaving: PersonWithOrganization;
let folder: string;
let empty: FreshDatabase;
const catalogue = catalogueOf(tables);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "avow-under-load-"));
  [world, empty] = [await openTalkingWorld(), await openFreshDatabase()];
  cpSync(world.keysFolder, join(folder, "keys"), { recursive: true });
  ada = await withOrganization(await signUp(world, "Ada"));
  quiet = [
    await withOrganization(await signUp(world, "Quinn")),
    await withOrganization(await signUp(world, "Quentin")),
  ];
  busy = [ada, await joinOrganization(ada, await signUp(world, "Bob"), "admin")];
  busy.push(await withOrganization(await signUp(world, "Cleo")));
  leaving = await joinOrganization(ada, await signUp(world, "Dora"), "editor");
  for (const person of [...quiet, ada, busy[2]!]) await turnAi(person, true);
  for (const person of [...quiet, leaving]) await talkOnce(person, `${person.name} says one thing`);
  await untilSealed(world);
});
afterAll(async () => {
  await world.close();
  await empty.drop();
  rmSync(folder, { recursive: true });
});

async function talkOnce(person: PersonWithOrganization, text: string): Promise<void> {
  const { reply } = await say(person, await startConversation(person, await findExample(person)), text);
  await untilOver(person, reply);
}

/** What one person wrote, in order: how much was acknowledged before a moment tells the least that a backup of then holds. */
type Writer = { person: PersonWithOrganization; begun: string[]; acknowledged: number; ended: Promise<void> };

/** Talks, makes agents and invites people, one after the other, until told to end. */
function keepWriting(person: PersonWithOrganization, ending: AbortSignal): Writer {
  const writer: Writer = { person, begun: [], acknowledged: 0, ended: Promise.resolve() };
  const write = async () => {
    const conversation = await startConversation(person, await findExample(person));
    for (let n = 0; !ending.aborted; n++) {
      const text = `${person.name} writes number ${n}`;
      writer.begun.push(text);
      const { reply } = await say(person, conversation, text);
      writer.acknowledged = writer.begun.length;
      const asked = { email: `guest-${person.userId}-${n}@example.test`, role: "viewer" };
      await readAnswer(person.request("/api/v1/invitations", { method: "POST", json: asked }), 201);
      await untilOver(person, reply);
      world.clock.advance(1000);
    }
  };
  writer.ended = write();
  return writer;
}

/** A connection that, once its snapshot is taken, waits for what shall happen meanwhile. */
async function connectPausing(meanwhile: () => Promise<void>): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.urls.system });
  await client.connect();
  const ask = client.query.bind(client) as (...asked: unknown[]) => unknown;
  const pausing = async (...asked: unknown[]): Promise<unknown> => {
    await meanwhile();
    return ask(...asked);
  };
  const isFirstRead = (asked: unknown): boolean => asked === "show server_version_num";
  Object.assign(client, {
    query: (...asked: unknown[]) => (isFirstRead(asked[0]) ? pausing(...asked) : ask(...asked)),
  });
  return client;
}

type Reached = { appUrl: string; systemUrl: string };

async function withDatabase<T>(urls: Reached, work: (database: ReturnType<typeof openDatabase>) => Promise<T>) {
  const database = openDatabase(urls);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const exportFrom = (urls: Reached, subject: Subject): Promise<Buffer> =>
  withDatabase(urls, (database) => {
    const keys = openKeyStore(database, world.keyring, world.clock);
    const about = { export_id: "prq_1", subject, made_at: "2026-11-21T08:00:00.000Z" };
    const objects = filledPort(world.app.ports, storedObjectsPort);
    return collect(writeArchive({ about, means: { ...world.app, database, keys }, catalogue, objects }));
  });

const filesIn = async (archive: Buffer) => Object.fromEntries(await readZip(archive));

/** What a person wrote, as their export has it, in the order of writing. */
async function textsIn(archive: Buffer): Promise<string[]> {
  const file = (await readZip(archive)).get("json/messages.json");
  const rows = JSON.parse(file!) as { role: string; text: string; position: number }[];
  const own = rows.filter(({ role }) => role === "user").toSorted((a, b) => a.position - b.position);
  return own.map(({ text }) => text);
}

test("a backup taken while people write and one is erased restores to one instant of it, whole, with the same exports", async () => {
  const here = { appUrl: world.urls.app, systemUrl: world.urls.system };
  const subjects = quiet.flatMap((person): Subject[] => [
    { kind: "user", id: person.userId },
    { kind: "organization", id: person.organizationId },
  ]);
  const before = await Promise.all(subjects.map((subject) => exportFrom(here, subject)));
  const ending = new AbortController();
  const writers = busy.map((person) => keepWriting(person, ending.signal));
  await until(() => writers.every(({ acknowledged }) => acknowledged >= 2));

  const least = writers.map(({ acknowledged }) => acknowledged);
  let most = least;
  const client = await connectPausing(async () => {
    most = writers.map(({ begun }) => begun.length);
    const { requestId } = await beginRequest(world, { kind: "user", id: leaving.userId });
    await carryOut(world, requestId);
    await until(() => writers.every(({ acknowledged }, i) => acknowledged > most[i]!));
  });
  const keysFolder = join(folder, "keys");
  const place = {
    keyring: readKeyring(keysFolder),
    keysFolder,
    keysCopyFolder: undefined,
    folder: join(folder, "backups"),
  };
  const taken = await takeBackup(client, {
    ...place,
    recipients: [],
    keep: 1,
    clock: world.clock,
    version: "0.0.0-test",
  });
  await client.end();
  ending.abort();
  await Promise.all(writers.map(({ ended }) => ended));
  await untilSealed(world);

  const owner = new pg.Client({ connectionString: empty.url });
  await owner.connect();
  const { unreadable } = await restoreBackup({
    client: owner,
    file: taken.file,
    keysFile: subjectKeysFile(keysFolder),
    identities: readIdentities(identityFile(keysFolder)),
    keyring: place.keyring,
    clock: world.clock,
  });
  await owner.end();
  const there = await migrate({ ownerUrl: empty.url, keysFolder, clock: world.clock });

  // Whoever did not write meanwhile has the same archive, to the byte.
  const after = await Promise.all(subjects.map((subject) => exportFrom(there, subject)));
  const live = await Promise.all(subjects.map((subject) => exportFrom(here, subject)));
  for (const [i, archive] of before.entries()) {
    expect(await filesIn(live[i]!), `${subjects[i]!.id} was quiet`).toEqual(await filesIn(archive));
    expect(archive.equals(after[i]!), subjects[i]!.id).toBe(true);
  }
  // Whoever did has all that was acknowledged before, nothing that was begun after, and no gap.
  for (const [i, { person, begun }] of writers.entries()) {
    const texts = await textsIn(await exportFrom(there, { kind: "user", id: person.userId }));
    expect(texts).toEqual(begun.slice(0, texts.length));
    expect(texts.length).toBeGreaterThanOrEqual(least[i]!);
    expect(texts.length).toBeLessThanOrEqual(most[i]!);
    expect(begun.length).toBeGreaterThan(most[i]!);
  }
  // Erased while the backup was taken: the rows are in it, the keys are not, so nobody can read them.
  expect(unreadable).toBe(1);
  const dora = "select 1 from users where id = $1 and suspended_at is not null";
  expect(await empty.rows(dora, [leaving.userId])).toHaveLength(1);
  expect(await world.rows("select 1 from users where id = $1", [leaving.userId])).toEqual([]);

  await expectSound(there);
});

/** Every foreign key holds, no transaction of the ledger is off, and each organization's audit log verifies. */
async function expectSound(urls: Reached): Promise<void> {
  const keys = "select count(*)::int as n from pg_constraint where contype = 'f' and convalidated";
  expect(await empty.rows(keys)).toEqual(await world.rows(keys));
  const off = "select transaction_id from ledger_entries group by transaction_id having sum(amount) <> 0";
  expect(await empty.rows(off)).toEqual([]);
  const [entries] = await empty.rows<{ n: number }>("select count(*)::int as n from ledger_entries");
  expect(entries!.n).toBeGreaterThan(0);
  for (const { organizationId } of [...busy, ...quiet]) {
    const verdict = await withDatabase(urls, (database) => {
      const keyStore = openKeyStore(database, world.keyring, world.clock);
      return inScope(database, proveScope({ organizationId }), async (db) => {
        const means = { db, keys: keyStore, keyring: world.keyring, host: new URL(world.app.deployment.origin).host };
        return verifyAuditBundle(inBytes(readAuditBundle(means, organizationId)));
      });
    });
    expect(verdict.problems).toEqual([]);
    expect(verdict.entries).toBeGreaterThan(0);
  }
}

async function* inBytes(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}
