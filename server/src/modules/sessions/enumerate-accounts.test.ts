import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addPasskey } from "../../testing/deeds/passkeys.ts";
import { askAnonymously, type Person, signUp } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: Person;
beforeAll(async () => {
  world = await openWorld(); // without a worker: only what the requests themselves do is counted
  ada = await signUp(world, "Ada");
});
afterAll(() => world.close());

/** What a request answers, and how often it asks the database for something, pool by pool. */
async function workOf(email: string, ip: string) {
  const { database } = world.app;
  const pools = [database.app, database.reads, database.system];
  // What an earlier request leaves to be done after its answer, such as calling those who listen, is not this one's work.
  const isQuiet = () => pools.every((pool) => pool.idleCount === pool.totalCount && pool.waitingCount === 0);
  await vi.waitUntil(isQuiet, { timeout: 10_000 });
  const spies = pools.map((pool) => vi.spyOn(pool, "connect"));
  const answer = await askAnonymously(world, "/api/v1/sessions", { email, password: "a wrong password" }, ip);
  await vi.waitUntil(isQuiet, { timeout: 10_000 });
  const connects = spies.map((spy) => spy.mock.calls.length);
  for (const spy of spies) spy.mockRestore();
  const { request_id: _, ...problem } = (await answer.json()) as { request_id: string };
  return { status: answer.status, problem, connects, headers: [...answer.headers.keys()].toSorted() };
}

test("a wrong password costs and answers the same for nobody's address, somebody's, and somebody's with a passkey", async () => {
  await workOf("first@example.test", "10.10.0.1"); // prepares what is made once per process
  const nobody = await workOf("nobody@example.test", "10.10.0.2");
  expect(nobody.status).toBe(401);
  expect(nobody.connects.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  expect(await workOf(ada.email, "10.10.0.3")).toEqual(nobody);
  await addPasskey(ada);
  expect(await workOf(ada.email, "10.10.0.4")).toEqual(nobody);
});

test("a wrong password costs and answers the same for nobody's name and somebody's", async () => {
  const chosen = ada.request("/api/v1/me/username", { method: "PUT", json: { username: "countess" } });
  await readAnswer(chosen, 200);
  const nobody = await workOf("nobody-at-all", "10.10.0.5");
  expect(nobody.status).toBe(401);
  expect(await workOf("countess", "10.10.0.6")).toEqual(nobody);
});
