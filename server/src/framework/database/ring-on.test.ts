import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, until, type World } from "../../testing/world.ts";
import { inScope, readIn } from "./tenant.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function listen(channel: string) {
  let calls = 0;
  const stop = world.app.signals.subscribe(channel, () => void calls++);
  await until(() => calls > 0); // from then on the server listens
  calls = 0;
  return { calls: () => calls, stop };
}

test("a transaction calls once it has committed, and one that does not commit calls nobody", async () => {
  const bell = await listen("test_ring");
  const failing = inScope(world.app.database, {}, async (db) => {
    db.ring("test_ring");
    await db.query("select 1");
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  const before = await listen("test_after");
  await inScope(world.app.database, {}, (db) => Promise.resolve(db.ring("test_after")));
  await until(() => before.calls() > 0);
  expect(bell.calls()).toBe(0);
  readIn(world.app.database, {}).ring("test_ring");
  await until(() => bell.calls() > 0);
  bell.stop();
  before.stop();
});

test("calls of one moment are few, so that what commits does not wait in line to tell of it", async () => {
  const bell = await listen("test_many");
  let committed = 0;
  const one = async () => {
    await inScope(world.app.database, {}, async (db) => {
      db.ring("test_many");
      await db.query("select 1");
    });
    committed++;
  };
  await Promise.all(Array.from({ length: 60 }, one));
  await until(() => bell.calls() > 0);
  expect(committed).toBe(60);
  expect(bell.calls()).toBeLessThan(60);
  bell.stop();
});
