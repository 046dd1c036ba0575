import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { retentionClasses } from "../../framework/columns.ts";
import { newId } from "../../framework/ids.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { unwrapKey } from "../../framework/keys/sealing.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { openWorld, type World } from "../../testing/world.ts";

type KeyRow = { subject_id: string; cls: string; epoch: string; wrapped: Buffer };

const program = join(import.meta.dirname, "../fixtures/testing/change-epoch-in-process.ts");
/** Each costs two processes; a larger number tries them all. */
const killsMax = Number(process.env["AVOW_TEST_KILLS"] ?? 6);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Changes the epoch in a process. @returns how many things it did, or 0 where it was killed before that one */
async function change(dieAt = 0): Promise<number> {
  await world.rows("update key_epochs set asked_at = $1 where state = 'current'", [world.clock.now()]);
  return goOn(dieAt);
}
async function goOn(dieAt = 0): Promise<number> {
  const args = [program, world.urls.app, world.urls.system, world.keysFolder, String(dieAt)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect([child.exitCode, child.signalCode]).toEqual(said ? [0, null] : [null, "SIGKILL"]);
  return Number(said);
}
const newSubject = async () => {
  const id = newId("usr", world.clock.now());
  await inScope(world.app.database, proveScope({ userId: id }), (db) =>
    world.app.keys.create(db, { kind: "user", id }),
  );
  return id;
};
const wrapped = () => world.rows<KeyRow>("select subject_id, cls, epoch, wrapped from subject_keys");

/** How many of the wrapped keys open with any of these. */
const openedBy = (keys: readonly Buffer[], rows: readonly KeyRow[]): number =>
  rows.filter(({ subject_id, cls, wrapped: bytes }) =>
    keys.some((key) => {
      try {
        return unwrapKey({ bytes: key }, `${subject_id}|${cls}`, bytes).bytes.length === 32;
      } catch {
        return false;
      }
    }),
  ).length;
const keysThere = () =>
  readKeyring(world.keysFolder)
    .epochs()
    .map(({ key }) => key);
/** Whatever lies in the folder, under any name, also what was written aside. */
const everyFile = () =>
  readdirSync(world.keysFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
const isIn = (key: Buffer, files: readonly string[]) =>
  (["base64", "base64url", "hex", "latin1"] as const).some((form) =>
    files.some((content) => content.includes(key.toString(form))),
  );

/** So many of them, spread by a seed that a failure names. */
function choose(all: number, seed: number): number[] {
  const steps = Array.from({ length: all }, (_, place) => place + 1);
  return steps
    .map((step) => ({ step, at: (step * 2_654_435_761 + seed * 40_503) % 4_294_967_296 }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ step }) => step)
    .slice(0, killsMax);
}

test(
  "killed before any statement or write, it loses no key; the next one destroys the old, wherever it lies",
  async () => {
    await newSubject();
    const all = await change();
    expect(all).toBeGreaterThan(50);
    const [seed, destroyed] = [process.pid, [] as Buffer[]];
    for (const dieAt of choose(all, seed)) {
      const where = `killed before ${dieAt} of ${all}, seed ${seed}`;
      const gone = await newSubject();
      const copied = await wrapped();
      await world.rows("delete from subject_keys where subject_id = $1", [gone]);
      const [before, needed] = [keysThere(), (await wrapped()).length];
      expect(openedBy(before, copied)).toBe(copied.length);
      expect(await change(dieAt), where).toBe(0);
      const between = keysThere();
      expect(openedBy(between, await wrapped()), where).toBe(needed);
      await goOn();
      expect(await world.rows("select state, asked_at from key_epochs"), where).toEqual([
        { state: "current", asked_at: null },
      ]);
      expect(openedBy(keysThere(), await wrapped()), where).toBe(needed);
      destroyed.push(
        ...[...before, ...between].filter((key) => !isIn(key, [Buffer.concat(keysThere()).toString("latin1")])),
      );
      expect(
        before.every((key) => destroyed.includes(key)),
        where,
      ).toBe(true);
      expect(destroyed.filter((key) => isIn(key, everyFile())).length, where).toBe(0);
      expect(openedBy(keysThere(), copied), where).toBe(0);
    }
    expect((await wrapped()).length % retentionClasses.length).toBe(0);
  },
  30_000 * killsMax,
);
