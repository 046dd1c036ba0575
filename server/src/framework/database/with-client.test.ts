import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, until, type World } from "../../testing/world.ts";
import { watchConnections, withClient } from "./with-client.ts";

let world: World;
let pool: pg.Pool;
beforeAll(async () => {
  world = await openWorld();
  pool = new pg.Pool({ ...world.app.database.app.options, max: 1 });
  pool.on("connect", (client) => client.on("error", () => undefined));
});
afterAll(async () => {
  await pool.end();
  await world.close();
});

const sleep = (seconds: number) => withClient(pool, (client) => client.query("select pg_sleep($1)", [seconds]));

/** Whoever looks whether the database is there is answered when the test says so. */
function watch() {
  const asked: ((isThere: boolean) => void)[] = [];
  const stop = watchConnections([pool], () => new Promise((resolve) => asked.push(resolve)));
  return { asked, stop };
}

test("a connection that was given back and lent again is not cut for whoever waited on it before", async () => {
  const { asked, stop } = watch();
  const slow = sleep(2.5);
  await until(() => asked.length === 1);
  await slow; // answered while a new connection is still being tried
  const next = sleep(0.5);
  await until(() => pool.idleCount === 0);
  asked[0]!(false); // the trial failed: too slow under load
  await expect(next).resolves.toMatchObject({ rowCount: 1 });
  stop();
});

test("where nothing is answered any more, what waits is cut and told so, and the next one gets a new connection", async () => {
  const { asked, stop } = watch();
  const lost = sleep(20).catch((error: unknown) => error);
  await until(() => asked.length === 1);
  asked[0]!(false);
  expect(await lost).toMatchObject({ code: "request.unavailable" });
  await expect(sleep(0)).resolves.toMatchObject({ rowCount: 1 });
  stop();
  // Its server process sleeps on without us, and would keep the world's database from being dropped for as long.
  const sleeping = "from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'";
  const ended = await withClient(pool, (client) => client.query(`select pg_terminate_backend(pid) ${sleeping}`));
  expect(ended.rowCount).toBe(1);
});
