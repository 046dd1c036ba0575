import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs } from "../../framework/clock.ts";
import { retentionClasses } from "../../framework/columns.ts";
import type { Subject } from "../../framework/context.ts";
import { dropFirstEpoch } from "../../framework/keys/drop-first-epoch.ts";
import { epochFiles, epochFolders } from "../../framework/keys/epoch-files.ts";
import type { EpochStore } from "../../framework/keys/epoch-store.ts";
import { newId } from "../../framework/ids.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { filledPort } from "../../framework/ports.ts";
import { unwrapKey } from "../../framework/keys/sealing.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { forgetKeysPort, openKeyStore } from "../keys.ts";
import { changeEpoch } from "./change-epoch.ts";
import type { Change } from "./keep-epochs.ts";

let world: World;
let ada: Subject;
let bob: Subject;

const newSubject = async (store = world.app.keys): Promise<Subject> => {
  const subject: Subject = { kind: "user", id: newId("usr", world.clock.now()) };
  await inScope(world.app.database, proveScope({ userId: subject.id }), (db) => store.create(db, subject));
  return subject;
};
const filesOf = () => epochFiles(epochFolders(world.keysFolder), (id) => dropFirstEpoch(world.keysFolder, id));
const changing = (changed: Partial<Change> = {}): Change => ({
  database: world.app.database,
  keyring: world.keyring,
  clock: world.clock,
  stores: [filesOf()],
  copyKeys: async () => undefined,
  amountOf: () => 7,
  signal: new AbortController().signal,
  ...changed,
});
type KeyRow = { subject_id: string; cls: string; epoch: string; wrapped: Buffer };
const wrapped = () => world.rows<KeyRow>("select subject_id, cls, epoch, wrapped from subject_keys");
const epochs = () => world.rows<{ id: string; state: string }>("select id, state from key_epochs order by id");
const anyOf = (codes: string): unknown => expect.stringMatching(`^(${codes})$`);
const forgetKeys = () => filledPort(world.app.ports, forgetKeysPort)("");
const ask = () => world.rows("update key_epochs set asked_at = $1 where state = 'current'", [world.clock.now()]);
const bytesOf = async (subject: Subject) => (await world.app.keys.of(subject, "account")).bytes.toString("hex");

/** How many of the wrapped keys open with any key that still lies in the keyring's folder. */
function opened(rows: readonly KeyRow[]): number {
  const keys = readKeyring(world.keysFolder).epochs();
  const opens = ({ subject_id, cls, wrapped: bytes }: KeyRow) =>
    keys.some(({ key }) => {
      try {
        return unwrapKey({ bytes: key }, `${subject_id}|${cls}`, bytes).bytes.length === 32;
      } catch {
        return false;
      }
    });
  return rows.filter(opens).length;
}

beforeAll(async () => {
  world = await openWorld();
  [ada, bob] = [await newSubject(), await newSubject()];
});
beforeEach(() => forgetKeys());
afterAll(() => world.close());

test("nothing changes before its time; then every key opens as before, and no copy of the old ones does", async () => {
  const [before, keyOfAda] = [await wrapped(), await bytesOf(ada)];
  const [first] = await epochs();
  await world.rows("update key_epochs set begun_at = $1", [new Date(world.clock.now().getTime() - 6 * dayMs + 1000)]);
  expect(await changeEpoch(changing())).toBe(0);
  expect(await epochs()).toEqual([first]);
  world.clock.advance(1000);
  expect(await changeEpoch(changing())).toBe(before.length);
  const [now, ...others] = await epochs();
  expect(others).toEqual([]);
  expect(now!.id).not.toBe(first!.id);
  expect(opened(before)).toBe(0);
  expect(opened(await wrapped())).toBe(before.length);
  forgetKeys();
  expect(await bytesOf(ada)).toBe(keyOfAda);
  expect(() => world.keyring.epoch(first!.id)).toThrow("destroyed");
  expect(await world.rows("select id from ended_epochs where destroyed_at is not null")).toEqual([{ id: first!.id }]);
});

test.each([
  [30, 30, 29 * dayMs],
  [7, 2, dayMs],
  [2, 7, dayMs],
  [null, 3, 2 * dayMs],
  [1, 1, dayMs / 2],
])("one begun under %s days changes in time where the policy now says %i", async (days, now, after) => {
  const amountOf = () => now;
  await world.rows("update key_epochs set begun_at = $1, days = $2", [world.clock.now(), days]);
  world.clock.advance(after - 1000);
  expect(await changeEpoch(changing({ amountOf }))).toBe(0);
  world.clock.advance(1000);
  expect(await changeEpoch(changing({ amountOf }))).toBeGreaterThan(0);
  expect(await world.rows("select days, begun_at from key_epochs")).toEqual([
    { days: now, begun_at: world.clock.now() },
  ]);
  world.clock.advance(1000);
  expect(await changeEpoch(changing({ amountOf }))).toBe(0);
});

test("a key that was copied out before an erasure opens nothing once the epoch has ended, and the person is gone", async () => {
  const carl = await newSubject();
  const kept = (await wrapped()).filter(({ subject_id }) => subject_id === carl.id);
  await world.rows("delete from subject_keys where subject_id = $1", [carl.id]);
  expect(opened(kept)).toBe(retentionClasses.length);
  await ask();
  await changeEpoch(changing());
  expect(opened(kept)).toBe(0);
});

test("the destroyed key's bytes are in no file of the folder, neither as they were nor under another name", async () => {
  const { id, key } = world.keyring.epochs()[0]!;
  const text = key.toString("base64url");
  const all = () =>
    readdirSync(world.keysFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  expect(all().filter((content) => content.includes(text))).toHaveLength(2);
  await ask();
  await changeEpoch(changing());
  expect(all().filter((content) => content.includes(text))).toEqual([]);
  await expect(filesOf().make(id)).rejects.toThrow("has ended");
});

test("whatever it was doing when it was killed, the next one finishes it and no key is lost", async () => {
  const [keyOfAda, count] = [await bytesOf(ada), (await wrapped()).length];
  let steps = 0;
  for (let killedAt = 1; ; killedAt += 1) {
    await ask();
    const former = (await epochs()).map(({ id }) => id);
    steps = 0;
    const finished = await changeEpoch(dyingAt(killedAt, () => (steps += 1))).then(
      () => true,
      () => false,
    );
    expect(opened(await wrapped()), `killed at step ${killedAt}`).toBe(count);
    await changeEpoch(changing({ keyring: readKeyring(world.keysFolder) }));
    expect((await epochs()).map(({ state }) => state)).toEqual(["current"]);
    expect(opened(await wrapped())).toBe(count);
    const left = readKeyring(world.keysFolder)
      .epochs()
      .map(({ id }) => id);
    expect(new Set(left)).toEqual(new Set((await epochs()).map(({ id }) => id)));
    expect(former).not.toContain((await epochs())[0]!.id);
    if (finished) break;
  }
  expect(steps).toBeGreaterThan(10);
  await world.keyring.refresh();
  forgetKeys();
  expect(await bytesOf(ada)).toBe(keyOfAda);
});

/** Dies at its nth step to the outside: a transaction, or something done to a store or the copy. */
function dyingAt(nth: number, count: () => number): Change {
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (count() >= nth) throw new Error("killed");
    return work();
  };
  const system = new Proxy(world.app.database.system, {
    get(pool, name, self) {
      if (name === "connect") return () => step(() => pool.connect());
      return Reflect.get(pool, name, self) as unknown;
    },
  });
  const files = filesOf();
  const store: EpochStore = {
    name: "file",
    read: () => files.read(),
    make: (id) => step(() => files.make(id)),
    mend: (ids) => files.mend(ids),
    destroy: (id) => step(() => files.destroy(id)),
  };
  const database = { ...world.app.database, system };
  return changing({ database, stores: [store], copyKeys: () => step(async () => undefined) });
}

test("two at once, while people come, go and read, lose no key and leave one epoch", async () => {
  let isOver = false;
  const other = openKeyStore(world.app.database, readKeyring(world.keysFolder, [filesOf()]), world.clock);
  const [keyOfBob, failures, made] = [await bytesOf(bob), [] as unknown[], [] as Subject[]];
  const come = async (store: typeof other) => {
    for (let turn = 0; !isOver; turn += 1) {
      const subject = await newSubject(store);
      store.forget("");
      expect((await store.of(bob, "account")).bytes.toString("hex")).toBe(keyOfBob);
      if (turn % 3 === 0) await world.rows("delete from subject_keys where subject_id = $1", [subject.id]);
      else made.push(subject);
    }
  };
  const traffic = [come(other), come(openKeyStore(world.app.database, world.keyring, world.clock))];
  const watched = traffic.map((one) => one.catch((error: unknown) => failures.push(error)));
  for (let turn = 0; turn < 4; turn += 1) {
    await ask();
    await Promise.all([changeEpoch(changing()), changeEpoch(changing({ keyring: readKeyring(world.keysFolder) }))]);
  }
  isOver = true;
  await Promise.all(watched);
  expect(failures).toEqual([]);
  expect(made.length).toBeGreaterThan(0);
  const rows = await wrapped();
  expect(opened(rows)).toBe(rows.length);
  for (const { id } of made) expect(rows.filter(({ subject_id }) => subject_id === id)).toHaveLength(9);
  expect((await epochs()).map(({ state }) => state)).toEqual(["current"]);
});

test("PostgreSQL itself refuses a key under an epoch that has ended, and ending one that is needed", async () => {
  const [ended] = await world.rows<{ id: string }>("select id from ended_epochs limit 1");
  const late = "update subject_keys set epoch = $1";
  await expect(world.rows(late, [ended!.id])).rejects.toMatchObject({ code: "23503" });
  await expect(world.rows("delete from key_epochs where state = 'current'")).rejects.toMatchObject({
    code: anyOf("23001|23503"),
  });
});

test("a key that does not open keeps its epoch from ending, and says so", async () => {
  const broken = await newSubject();
  await world.rows("update subject_keys set wrapped = '\\x00' where subject_id = $1 and cls = 'audit'", [broken.id]);
  await ask();
  await expect(changeEpoch(changing())).rejects.toThrow("1 subject keys do not open");
  expect((await epochs()).map(({ state }) => state).toSorted()).toEqual(["current", "leaving"]);
  await world.rows("delete from subject_keys where subject_id = $1", [broken.id]);
  await changeEpoch(changing());
  expect((await epochs()).map(({ state }) => state)).toEqual(["current"]);
});

test("the copy beside the keyring is made of the new keys before the old one is destroyed", async () => {
  const old = (await epochs())[0]!.id;
  await ask();
  const seen: boolean[] = [];
  const copyKeys = async () => {
    const underOld = (await wrapped()).filter(({ epoch }) => epoch === old).length;
    seen.push(
      underOld === 0 &&
        readKeyring(world.keysFolder)
          .epochs()
          .some(({ id }) => id === old),
    );
  };
  await changeEpoch(changing({ copyKeys }));
  expect(seen).toEqual([true]);
  await ask();
  const refused = changeEpoch(changing({ copyKeys: () => Promise.reject(new Error("disk full")) }));
  await expect(refused).rejects.toThrow("disk full");
  expect((await epochs()).map(({ state }) => state).toSorted()).toEqual(["current", "leaving"]);
  await changeEpoch(changing());
});

test("its work grows with the number of keys, and one transaction holds no more than 500", async () => {
  for (let n = 0; n < 120; n += 1) await newSubject();
  const total = (await wrapped()).length;
  expect(total).toBeGreaterThan(1000);
  await ask();
  let steps = 0;
  expect(await changeEpoch(dyingAt(10_000, () => (steps += 1)))).toBe(total);
  expect(steps).toBeLessThan(16 + Math.ceil(total / 500) + 1);
});
