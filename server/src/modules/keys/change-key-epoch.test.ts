import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later } from "../../framework/clock.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { fill } from "../../framework/ports.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { openEpochStores } from "../../operate/open-epoch-stores.ts";
import { epochKeepingPort } from "../../privacy/epochs/keep-epochs.ts";
import { beginRequest, carryOut, receiptOf } from "../../privacy/testing/begin-request.ts";
import { type Person, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

type Epoch = { id: string; state: string; keys: number; ends_by: string | null; destroyed_at: string | null };
type Listed = { days: number; changes_at: string; data: Epoch[] };
const path = "/api/v1/operator/key-epochs";

let world: World;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  world = await openWorld();
  const stores = openEpochStores({ keysFolder: world.keysFolder, keysCopyFolder: undefined });
  const keeping = { stores, copyKeys: async () => undefined };
  Object.assign(world.app, { ports: new Map([...world.app.ports, fill(epochKeepingPort, keeping)]) });
  [ada, bob] = [await signUp(world, "Ada"), await signUp(world, "Bob")];
});
afterAll(() => world.close());

const list = async () => readAnswer<Listed>(ada.request(path), 200);
const verdict = async () => (await runProbes(world.app, ["retention.backup"]))[0]!;

test("an operator sees the epoch in use, begins a new one, and everybody's data opens as before", async () => {
  const { days, data } = await list();
  expect(days).toBe(7);
  expect(data).toMatchObject([{ state: "current", destroyed_at: null }]);
  expect(data[0]!.keys).toBeGreaterThanOrEqual(18);
  await readAnswer(ada.request(path, { method: "POST", json: {} }), 202);
  await world.work();
  const after = await until(async () => {
    const found = await list();
    return found.data[1]?.destroyed_at ? found : undefined;
  });
  expect(after.data).toMatchObject([
    { state: "current", keys: data[0]!.keys },
    { id: data[0]!.id, state: "ended" },
  ]);
  expect(
    readKeyring(world.keysFolder)
      .epochs()
      .every(({ id }) => id === after.data[0]!.id),
  ).toBe(true);
  for (const person of [ada, bob])
    expect(await readAnswer(person.request("/api/v1/me"), 200)).toMatchObject({ user: { name: person.name } });
  expect(await verdict()).toMatchObject({ outcome: "kept" });
});

test("nobody but the operator sees or changes epochs", async () => {
  expect(await readRefusal(bob.request(path))).toMatch(/^40[34] /);
  expect(await readRefusal(bob.request(path, { method: "POST", json: {} }))).toMatch(/^40[34] /);
});

test("a receipt names the end that the epoch has by the policy in force", async () => {
  const begun = world.clock.now();
  await world.rows("update key_epochs set begun_at = $1, days = 4", [begun]);
  const carl = await signUp(world, "Carl");
  const erasure = await beginRequest(world, { kind: "user", id: carl.userId });
  await carryOut(world, erasure.requestId);
  const { levels } = (await receiptOf(world, erasure)).receipt;
  expect(levels?.undecryptable_everywhere.by).toBe(later(begun, 4 * dayMs).toISOString());
});
