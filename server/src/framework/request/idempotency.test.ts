import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signUp } from "../../testing/people.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { minuteMs } from "../clock.ts";
import { type Claim, claimIdempotencyKey, keepAnswer, releaseIdempotencyKey } from "./idempotency.ts";
import { inScope, proveScope } from "../database/tenant.ts";

let world: World;
const principal = "usr_test";
let [key, turn] = ["", 0];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  key = `key-${turn++}`;
});

const claimAs = (who: string, request = "{}") =>
  claimIdempotencyKey(world.app.database, world.keyring, {
    principal: who,
    userId: null,
    key,
    request,
    at: world.clock.now(),
  });
const claim = (request?: string) => claimAs(principal, request);
const granted = async (asked = claim()): Promise<Claim> => {
  const got = await asked;
  if (!("claim" in got)) throw new Error("it was answered, not granted");
  return got.claim;
};
const answer = { status: 201, body: '{"id":"tst_1"}' };
/** The work: an event, and the answer, in one transaction. */
const finish = (by: Claim, fail = false) =>
  inScope(world.app.database, proveScope({ organizationId: `org_${"0".repeat(26)}`, principal }), async (db) => {
    const values = [`evt_${key}_${by.leaseUntil.getTime()}`, db.scope.organizationId, world.clock.now()];
    await db.query(
      "insert into events (id, organization_id, type, facts, created_at) values ($1, $2, 'test.done', '{}', $3)",
      values,
    );
    await keepAnswer(db, principal, by, answer);
    if (fail) throw new Error("changed my mind");
  });
const done = async () => (await world.rows("select 1 from events where starts_with(id, $1)", [`evt_${key}_`])).length;

test("a repetition gets the first answer, and its work is not done again", async () => {
  await finish(await granted());
  expect(await claim()).toEqual({ answer });
  world.clock.advance(5 * minuteMs);
  expect(await claim()).toEqual({ answer });
  expect(await done()).toBe(1);
});

test("the same key with another request is refused, while the first runs and after", async () => {
  const first = await granted();
  await expect(claim('{"a":1}')).rejects.toMatchObject({ code: "request.key_reused" });
  await finish(first);
  await expect(claim('{"a":1}')).rejects.toMatchObject({ code: "request.key_reused" });
});

test("one of many at once is let through, the others are told that it runs and when to come back", async () => {
  const asked = await Promise.allSettled(Array.from({ length: 12 }, () => claim()));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of asked.filter((outcome) => outcome.status === "rejected"))
    expect(one.reason).toMatchObject({ code: "request.key_in_use", retryAfterSeconds: 1 });
});

test("another principal's key of the same name is another key", async () => {
  await finish(await granted());
  await granted(claimAs("usr_other"));
  expect(await done()).toBe(1);
});

test("work that fails gives the key back, and the answer it had meant to give is nowhere", async () => {
  const first = await granted();
  await expect(finish(first, true)).rejects.toThrow("changed my mind");
  await releaseIdempotencyKey(world.app.database, principal, first);
  await finish(await granted());
  expect(await done()).toBe(1);
});

test("whoever died with a key keeps it as long as a lease, then the same request may claim it, and only that", async () => {
  await granted();
  world.clock.advance(minuteMs - 1);
  await expect(claim()).rejects.toMatchObject({ code: "request.key_in_use" });
  world.clock.advance(1);
  await expect(claim('{"a":1}')).rejects.toMatchObject({ code: "request.key_reused" });
  await granted();
  await expect(claim()).rejects.toMatchObject({ code: "request.key_in_use" });
});

test("whoever was only slow finds the key another's: its work is rolled back, and done once", async () => {
  const slow = await granted();
  world.clock.advance(minuteMs);
  const next = await granted();
  await expect(finish(slow)).rejects.toThrow("division by zero");
  expect(await done()).toBe(0);
  await releaseIdempotencyKey(world.app.database, principal, slow);
  await expect(claim()).rejects.toMatchObject({ code: "request.key_in_use" });
  await finish(next);
  await expect(finish(slow)).rejects.toThrow("division by zero");
  expect(await done()).toBe(1);
  expect(await claim()).toEqual({ answer });
});

test("the stored answer is sealed under the key it is for: the database alone cannot read it", async () => {
  await finish(await granted());
  const rows = await world.rows<{ answer: Buffer; key_hash: Buffer }>("select answer, key_hash from idempotency_keys");
  for (const row of rows.filter((one) => one.answer)) {
    expect(row.answer.includes("tst_1")).toBe(false);
    expect(row.key_hash.includes(key)).toBe(false);
  }
});

test("a process that is killed between claim and commit leaves nothing done, and the key works again", async () => {
  const child = fork(join(import.meta.dirname, "fixtures/testing/claim-and-hang.ts"), {
    execArgv: [],
    stdio: "inherit",
  });
  child.send({ urls: world.urls, keysFolder: world.keysFolder, principal, key, at: world.clock.now().toISOString() });
  await once(child, "message");
  expect(await done()).toBe(0);
  child.kill("SIGKILL");
  await once(child, "exit");
  await expect(claim()).rejects.toMatchObject({ code: "request.key_in_use" });
  world.clock.advance(minuteMs);
  await finish(await granted());
  expect(await done()).toBe(1);
  expect(await claim()).toEqual({ answer });
});

test("over HTTP a repetition is marked, does nothing twice, and shows no secret again", async () => {
  const person = await signUp(world, "Ada");
  const ask = (name: string) =>
    person.request("/api/v1/organizations", { method: "POST", json: { name }, headers: { "idempotency-key": key } });
  const [first, again] = [await ask("One"), await ask("One")];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect([first.headers.get("idempotency-replayed"), again.headers.get("idempotency-replayed")]).toEqual([
    null,
    "true",
  ]);
  expect(await again.json()).toEqual(await first.json());
  expect((await ask("Two")).status).toBe(422);
  expect(await world.rows("select 1 from organizations")).toHaveLength(1);
});
