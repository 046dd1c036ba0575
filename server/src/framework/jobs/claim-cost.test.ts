import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "../../testing/world.ts";
import { later, minuteMs } from "../clock.ts";
import { claimJobs } from "./jobs.ts";
import type { Db } from "../database/tenant.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Plan = { Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } };
const explain = "explain (analyze, buffers, timing off, format json) ";

/** Claims as a worker does, and tells how many blocks were looked at for it. */
async function claim(queue: string, at: Date): Promise<{ claimed: number; blocks: number }> {
  let blocks = 0;
  const query = async (sql: string, values: unknown[]) => {
    await world.owner.query("begin");
    const [told] = (await world.owner.query<{ "QUERY PLAN": Plan[] }>(`${explain}${sql}`, values)).rows;
    await world.owner.query("rollback");
    const plan = told!["QUERY PLAN"][0]!.Plan;
    blocks += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
    return world.rows(sql, values);
  };
  const ask = { queues: [queue], most: 48, worker: "worker", at, leaseMs: minuteMs };
  const jobs = await claimJobs({ query } as unknown as Db, ask);
  return { claimed: jobs.length, blocks };
}

const wait = (queue: string, lane: string, count: number, runAt: Date) =>
  world.rows(
    `with lane as (insert into job_lanes (queue, lane, running_max, ordered, served_at) values ($4, $1, 4, false, $3))
     insert into jobs (id, queue, lane, data, state, run_at, attempts, created_at)
     select $4 || $1 || n, $4, $1, '{}', 'queued', $3, 0, $3 from generate_series(1, $2) n`,
    [lane, count, runAt, queue],
  );

test.for([
  ["is due", 0],
  ["waits for later", 60 * minuteMs],
] as const)("what a claim reads does not grow with what %s", async ([queue, inMs]) => {
  const at = world.clock.now();
  await wait(queue, "small", 3, at);
  const alone = await claim(queue, at);
  expect(alone).toMatchObject({ claimed: 3 });
  await wait(queue, "big", 8000, later(at, inMs));
  await world.owner.query("analyze jobs"); // as the autovacuum does within a minute
  for (let turn = 0; turn < 3; turn++) {
    const beside = await claim(queue, later(at, turn));
    expect(beside.blocks).toBeLessThan(alone.blocks + 100);
  }
});
