import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../../testing/world.ts";
import { againAfterDeadlock } from "./again-after-deadlock.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Takes two locks one after the other; the first time not before somebody else has one of them as well. */
async function lockBoth(first: number, second: number, together: () => Promise<unknown>): Promise<number> {
  const client = new pg.Client({ connectionString: world.urls.owner });
  await client.connect();
  let tries = 0;
  try {
    await againAfterDeadlock(async () => {
      tries++;
      await client.query("begin");
      try {
        await client.query("select pg_advisory_xact_lock($1)", [first]);
        if (tries === 1) await together();
        await client.query("select pg_advisory_xact_lock($1)", [second]);
      } finally {
        await client.query("rollback");
      }
    });
  } finally {
    await client.end();
  }
  return tries;
}

test("of two that wait for each other one is done anew, and both end", async () => {
  const both = Promise.withResolvers<undefined>();
  let waiting = 0;
  const together = () => {
    if (++waiting === 2) both.resolve(undefined);
    return both.promise;
  };
  const tries = await Promise.all([lockBoth(1, 2, together), lockBoth(2, 1, together)]);
  expect(tries.toSorted((a, b) => a - b)).toEqual([1, 2]);
});

test("what fails otherwise fails at once, and what waits for others again and again does so in the end", async () => {
  const fail = async (code: string) => {
    let tries = 0;
    const failing = againAfterDeadlock(() => {
      tries++;
      return Promise.reject(Object.assign(new Error("failed"), { code }));
    });
    await expect(failing).rejects.toThrow("failed");
    return tries;
  };
  expect([await fail("23505"), await fail("40P01")]).toEqual([1, 3]);
});
