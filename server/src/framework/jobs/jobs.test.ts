import * as z from "zod";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorld, until, type World } from "../../testing/world.ts";
import { later, minuteMs, secondMs } from "../clock.ts";
import { requestErrors } from "../errors.ts";
import { claimJobs, enqueue, finishJobs, type Job, job } from "./jobs.ts";
import { newId } from "../ids.ts";
import { acrossTenants, inScope, proveScope } from "../database/tenant.ts";

let world: World;
let jobs: Job[];
beforeEach(async () => {
  jobs = [];
  world = await openWorld({ replace: () => ({ jobs, reactions: [] }) });
});
afterEach(() => world.close());

const declare = (overrides: Partial<Job> = {}): Job => {
  const declared = job({
    name: "test.work",
    data: z.object({ n: z.number() }),
    purpose: "test",
    run: async () => undefined,
    ...overrides,
  });
  jobs.push(declared);
  return declared;
};
const tenant = () => proveScope({ organizationId: newId("org", world.clock.now()) });
const put = (scope: ReturnType<typeof tenant>, declared: Job, n: number, options = {}) =>
  inScope(world.app.database, scope, (db) => enqueue(db, declared, { n }, world.clock.now(), options));
const left = () =>
  world.rows<{ state: string; attempts: number; last_error: string | null }>(
    "select state, attempts, last_error from jobs order by position",
  );

describe("a job", () => {
  test("exists if and only if the transaction that asked for it commits", async () => {
    const declared = declare();
    const refused = inScope(world.app.database, tenant(), async (db) => {
      await enqueue(db, declared, { n: 1 }, world.clock.now());
      throw new Error("changed my mind");
    });
    await expect(refused).rejects.toThrow("changed my mind");
    expect(await left()).toEqual([]);
  });

  test("runs in the scope of whoever asked, and leaves nothing behind", async () => {
    const seen: unknown[] = [];
    const declared = declare({ run: async (context, data) => void seen.push([context.scope.organizationId, data]) });
    const [ada, bob] = [tenant(), tenant()];
    await put(ada, declared, 1);
    await put(bob, declared, 2);
    await world.work();
    await until(() => seen.length === 2);
    expect(seen).toContainEqual([ada.organizationId, { n: 1 }]);
    expect(seen).toContainEqual([bob.organizationId, { n: 2 }]);
    await until(async () => (await left()).length === 0);
  });

  test("writes together with the note that it ran: a failed try leaves nothing, and the next one counts once", async () => {
    const declared = declare({
      async run(context) {
        await context.db.query(
          "insert into events (id, organization_id, type, facts, created_at) values ($1, $2, 'test.ran', '{}', $3)",
          [context.newId("evt"), context.scope.organizationId, context.at],
        );
        if (context.attempt === 1) throw new Error("first try");
      },
    });
    await put(tenant(), declared, 1);
    await world.work();
    await until(async () => (await left()).some((r) => r.last_error === "failed"));
    world.clock.advance(minuteMs);
    await until(async () => (await left()).length === 0);
    expect(await world.rows("select type from events where type = 'test.ran'")).toHaveLength(1);
  });

  test("is put aside as dead after its last try", async () => {
    const declared = declare({ attemptsMax: 2, run: () => Promise.reject(new Error("always")) });
    await put(tenant(), declared, 1);
    await world.work();
    await until(async () => {
      world.clock.advance(secondMs);
      return (await left())[0]!.state === "dead";
    });
    expect(await left()).toEqual([{ state: "dead", attempts: 2, last_error: "failed" }]);
  });

  test("is tried for as long as the database goes away under it: that is none of its tries", async () => {
    let [ran, ended]: [number, boolean] = [0, false];
    const declared = declare({
      attemptsMax: 2,
      async run({ attempt }) {
        if (++ran <= 5) throw requestErrors.unavailable();
        if (attempt === 1) throw new Error("its own");
        ended = true;
      },
    });
    await put(tenant(), declared, 1);
    await world.work();
    await until(() => {
      world.clock.advance(secondMs);
      return ended;
    });
    expect(ran).toBe(7);
    await until(async () => (await left()).length === 0);
  });

  test("waits until it is due", async () => {
    let ran = 0;
    const declared = declare({ run: async () => void ran++ });
    await put(tenant(), declared, 1, { at: later(world.clock.now(), minuteMs) });
    await world.work();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(ran).toBe(0);
    world.clock.advance(minuteMs);
    await until(() => ran === 1);
  });

  test("recurs once per turn, however many workers there are", async () => {
    let ran = 0;
    declare({ name: "test.recurring", data: z.object({}), everyMs: minuteMs, run: async () => void ran++ });
    await Promise.all([world.work(), world.work()]);
    await until(() => ran === 1);
    world.clock.advance(minuteMs);
    await until(() => ran === 2);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(ran).toBe(2);
  });
});

describe("claiming", () => {
  const claim = (worker: string, most: number) =>
    acrossTenants(world.app.database, "test", (db) =>
      claimJobs(db, { queues: ["test.work"], most, worker, at: world.clock.now(), leaseMs: minuteMs }),
    );

  test("never runs more of one tenant's at once than allowed, over all workers", async () => {
    const declared = declare({ perTenantMax: 3 });
    const ada = tenant();
    for (let n = 0; n < 40; n++) await put(ada, declared, n);
    const claimed = (await Promise.all(Array.from({ length: 12 }, (_, i) => claim(`w${i}`, 10)))).flat();
    expect(claimed).toHaveLength(3);
    expect(new Set(claimed.map((c) => c.id)).size).toBe(3);
  });

  test("serves the tenant with one job beside the tenant with a thousand", async () => {
    const declared = declare({ perTenantMax: 2 });
    const [flood, small] = [tenant(), tenant()];
    await inScope(world.app.database, flood, async (db) => {
      for (let n = 0; n < 1000; n++) await enqueue(db, declared, { n }, world.clock.now());
    });
    await put(small, declared, 1);
    const claimed = await claim("w", 10);
    expect(claimed.map((c) => c.organization_id)).toContain(small.organizationId);
    expect(claimed).toHaveLength(3);
  });

  test("keeps the order of an ordered queue, and lets nothing pass one that waits for its next try", async () => {
    const declared = declare({ ordered: true });
    const ada = tenant();
    await put(ada, declared, 1, { at: later(world.clock.now(), secondMs) });
    await put(ada, declared, 2);
    expect(await claim("w", 10)).toEqual([]);
    world.clock.advance(secondMs);
    const [first] = await claim("w", 10);
    expect(first!.data).toEqual({ n: 1 });
    expect(await claim("w", 10)).toEqual([]);
    await acrossTenants(world.app.database, "test", (db) => finishJobs(db, [first!], "w"));
    expect((await claim("w", 10)).map((c) => c.data)).toEqual([{ n: 2 }]);
  });

  test("takes over from a worker that died, whose late finish then counts for nothing", async () => {
    const declared = declare();
    await put(tenant(), declared, 1);
    const [lost] = await claim("dead", 1);
    expect(await claim("next", 1)).toEqual([]);
    world.clock.advance(minuteMs);
    const [taken] = await claim("next", 1);
    expect(taken!.id).toBe(lost!.id);
    expect(await acrossTenants(world.app.database, "test", (db) => finishJobs(db, [lost!], "dead"))).toEqual(new Set());
    expect(await acrossTenants(world.app.database, "test", (db) => finishJobs(db, [taken!], "next"))).toEqual(
      new Set([taken!.id]),
    );
  });
});
