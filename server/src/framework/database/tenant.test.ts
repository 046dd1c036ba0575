import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../../testing/world.ts";
import { acrossTenants, beforeTenant, inScope, lookup, proveScope, readIn } from "./tenant.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("without a scope the app role sees no row at all", async () => {
  const rows = await readIn(world.app.database, {}).query("select 1 from deployments");
  expect(rows).toEqual([]);
});

test("settings live exactly as long as their statement, also when statements of many tenants interleave and fail", async () => {
  const ids = Array.from({ length: 40 }, (_, i) => `usr_0${String(i).padStart(25, "0")}`);
  const asked = Array.from({ length: 400 }, (_, i) => ids[i % ids.length]!);
  const results = await Promise.allSettled(
    asked.map((userId, i) =>
      readIn(world.app.database, proveScope({ userId })).query(
        i % 10 === 0 ? "select 1/0" : "select current_setting('app.user_id') as id",
      ),
    ),
  );
  results.forEach((result, i) => {
    if (i % 10 === 0) expect(result.status).toBe("rejected");
    else expect(result).toMatchObject({ status: "fulfilled", value: [{ id: asked[i] }] });
  });
  const [after] = (
    await world.app.database.reads.query<{ id: string | null }>("select current_setting('app.user_id', true) as id")
  ).rows;
  expect(after?.id || null).toBeNull();
});

test("a 64-bit integer is a number through every door, and one that a number does not hold is refused", async () => {
  const { database } = world.app;
  const doors = (value: string) => [
    () => inScope(database, {}, (db) => db.query(`select ${value}::bigint as n`)),
    () => readIn(database, {}).query(`select ${value}::bigint as n`),
    () => acrossTenants(database, "test", (db) => db.query(`select ${value}::bigint as n`)),
    () => beforeTenant(database, lookup<[], { n: number }>(`test_${value}`, `select ${value}::bigint as n`)),
  ];
  for (const ask of doors("9007199254740991")) expect(await ask()).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
  for (const ask of doors("9007199254740992")) await expect(ask()).rejects.toThrow("beyond what a number holds");
});

test("a statement that failed unnoticed rolls everything back, and says so", async () => {
  const work = inScope(world.app.database, {}, async (db) => {
    await db.query("select 1/0").catch(() => undefined); // what this test is about
  });
  await expect(work).rejects.toThrow("rolled back");
});
