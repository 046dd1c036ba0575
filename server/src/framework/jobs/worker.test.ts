import * as z from "zod";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openProxy } from "../../testing/stand-ins/open-proxy.ts";
import { openWorld, until, type World } from "../../testing/world.ts";
import { newId } from "../ids.ts";
import { enqueue, type Job, job } from "./jobs.ts";
import { inScope, openDatabase, proveScope } from "../database/tenant.ts";
import { startWorker } from "./worker.ts";

let world: World;
let jobs: Job[];
beforeEach(async () => {
  jobs = [];
  world = await openWorld({ replace: () => ({ jobs, reactions: [] }) });
});
afterEach(() => world.close());

const declare = (run: Job["run"], long = false, more: Partial<Job> = {}): Job => {
  const declared = job({ name: "test.work", data: z.object({}), purpose: "test", long, run, ...more });
  jobs.push(declared);
  return declared;
};
const put = (declared: Job) => {
  const scope = proveScope({ organizationId: newId("org", world.clock.now()) });
  return inScope(world.app.database, scope, (db) => enqueue(db, declared, {}, world.clock.now()));
};
const left = () => world.rows<{ state: string; attempts: number }>("select state, attempts from jobs");

test("a worker that stops lets what runs end, and begins nothing more", async () => {
  let ran = 0;
  let finish: () => void = () => undefined;
  const declared = declare(async () => {
    ran++;
    await new Promise<void>((resolve) => (finish = resolve));
  });
  await put(declared);
  const worker = startWorker(world.app);
  await until(() => ran === 1);
  const stopped = worker.stop(20_000);
  await put(declared);
  finish();
  await stopped;
  expect(ran).toBe(1);
  expect(await left()).toEqual([{ state: "queued", attempts: 0 }]);
});

test.each([[false], [true]])(
  "a job that outlasts the grace is told so and given back at once, its try not counted (long: %s)",
  async (long) => {
    const seen: string[] = [];
    const declared = declare(async ({ signal }) => {
      seen.push(signal.aborted ? "again" : "begun");
      if (seen.length > 1) return;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      seen.push("told");
      throw new Error("interrupted");
    }, long);
    await put(declared);
    const [first, started] = [startWorker(world.app), performance.now()];
    await until(() => seen.length === 1);
    await first.stop(200);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await left()).toEqual([{ state: "queued", attempts: 0 }]);
    await world.work();
    await until(async () => (await left()).length === 0, 2000);
    expect(seen).toEqual(["begun", "told", "begun"]);
  },
);

test("jobs that take for ever leave places of their worker to others, and to other tenants", async () => {
  const [held, served] = [{ begun: 0 }, { count: 0 }];
  const ends = new AbortController();
  const slow = async () => {
    held.begun++;
    await new Promise((resolve) => ends.signal.addEventListener("abort", resolve, { once: true }));
  };
  // A claim takes up to 32 at once, and so many it may be too many.
  const [most, ofOne] = [40, 30];
  const slowly = declare(slow, true, { name: "test.slow", perTenantMax: ofOne, perWorkerMax: most });
  const quickly = declare(async () => void served.count++, true);
  const flood = proveScope({ organizationId: newId("org", world.clock.now()) });
  const begin = (count: number, scope: typeof flood) =>
    inScope(world.app.database, scope, async (db) => {
      for (let n = 0; n < count; n++) await enqueue(db, slowly, {}, world.clock.now());
    });
  await begin(150, flood);
  await world.work();
  await until(() => held.begun === ofOne);
  await put(quickly);
  await until(() => served.count === 1);
  expect(held.begun).toBe(ofOne);
  for (let tenant = 0; tenant < 20; tenant++)
    await begin(20, proveScope({ organizationId: newId("org", world.clock.now()) }));
  await until(() => held.begun >= most);
  await put(quickly);
  await until(() => served.count === 2);
  expect(held.begun).toBeLessThan(most + 32);
  ends.abort();
});

test("a job that does not listen is given back all the same, and its late end counts for nothing", async () => {
  let runs = 0;
  let finish: () => void = () => undefined;
  const declared = declare(async ({ db, scope, at, newId: next }) => {
    runs++;
    const values = [next("evt"), scope.organizationId, at];
    await db.query(
      "insert into events (id, organization_id, type, facts, created_at) values ($1, $2, 'test.ran', '{}', $3)",
      values,
    );
    if (runs === 1) await new Promise<void>((resolve) => (finish = resolve));
  });
  await put(declared);
  const first = startWorker(world.app);
  await until(() => runs === 1);
  await first.stop(100);
  await world.work();
  await until(() => runs === 2);
  finish();
  await until(async () => (await left()).length === 0);
  expect(await world.rows("select 1 from events where type = 'test.ran'")).toHaveLength(1);
});

test("a worker beats while it reaches the database, not while it does not, and works on when it is back", async () => {
  const proxy = await openProxy(world.urls.system);
  const database = openDatabase({ appUrl: world.urls.app, systemUrl: proxy.url });
  let ran = 0;
  const declared = declare(async () => void ran++);
  const worker = startWorker({ ...world.app, database });
  await until(() => worker.lastBeat());
  await proxy.refuse();
  await new Promise((resolve) => setTimeout(resolve, 700)); // a turn that was under way
  world.clock.advance(60_000);
  const away = world.clock.now();
  await put(declared);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(worker.lastBeat()!.getTime()).toBeLessThan(away.getTime());
  await proxy.open();
  await until(() => ran === 1);
  expect(worker.lastBeat()!.getTime()).toBeGreaterThanOrEqual(away.getTime());
  await worker.stop(1000);
  await database.close();
  await proxy.close();
});
