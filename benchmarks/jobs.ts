import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import * as z from "zod";
import { enqueue, job } from "../server/src/framework/jobs/jobs.ts";
import { newId } from "../server/src/framework/ids.ts";
import { inScope, proveScope } from "../server/src/framework/database/tenant.ts";
import { startWorker } from "../server/src/framework/jobs/worker.ts";
import { atLeast, atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";

const flood = 1000;
const small = 20;
const perTenantMax = 4;
const workMs = 2;

type Outcome = { perSecond: number; delayMs: number; inFlightMax: number };

/**
 * A tenant floods the queue, then another asks for a little. Measured for our lanes and for pg-boss (4 workers, batch 2, burst,
 * group concurrency; its defaults are slower): throughput, the small tenant's median delay, and how many
 * of the flooding tenant's jobs ran at once where `perTenantMax` are allowed.
 */
export const jobs: Benchmark = {
  summary: "job queue: throughput, a small tenant's delay behind a flood, strictness of the limit, against pg-boss",
  async run() {
    const deployment = await openBenchDeployment();
    const lanes = await measureLanes(deployment);
    const boss = await measureBoss(deployment);
    await deployment.close();
    const facts = (o: Outcome) =>
      `${Math.round(o.perSecond)}/s, delay ${Math.round(o.delayMs)} ms, ${o.inFlightMax} at once`;
    return [
      atMost("jobs.in_flight_max", lanes.inFlightMax, perTenantMax, { pg_boss: boss.inFlightMax }),
      atMost("jobs.small_tenant_delay_ratio", lanes.delayMs / boss.delayMs, 1, {
        avow: facts(lanes),
        pg_boss: facts(boss),
      }),
      atLeast("jobs.throughput_ratio", lanes.perSecond / boss.perSecond, 0.5, {
        avow: facts(lanes),
        pg_boss: facts(boss),
      }),
    ];
  },
};

/** Counts what runs, and when the small tenant's jobs do. */
function openTally() {
  const delays: number[] = [];
  let done = 0;
  let inFlight = 0;
  let inFlightMax = 0;
  return {
    async work(tenant: "flood" | "small", askedAt: number) {
      if (tenant === "flood") inFlightMax = Math.max(inFlightMax, ++inFlight);
      else delays.push(performance.now() - askedAt);
      await sleep(workMs);
      if (tenant === "flood") inFlight--;
      done++;
    },
    async outcome(started: number): Promise<Outcome> {
      while (done < flood + small) await sleep(5);
      return { perSecond: done / ((performance.now() - started) / 1000), delayMs: median(delays), inFlightMax };
    },
  };
}

async function measureLanes({ app }: BenchDeployment): Promise<Outcome> {
  const tally = openTally();
  const data = z.object({ tenant: z.enum(["flood", "small"]), asked_at: z.number() });
  const declared = job({
    name: "bench.work",
    data,
    purpose: "benchmark",
    perTenantMax,
    run: (_, { tenant, asked_at }) => tally.work(tenant, asked_at),
  });
  const at = app.clock.now();
  const put = (scope: ReturnType<typeof proveScope>, tenant: "flood" | "small", count: number) =>
    inScope(app.database, scope, async (db) => {
      for (let i = 0; i < count; i++)
        await enqueue(db, declared, { tenant, asked_at: performance.now() }, app.clock.now());
    });
  await put(proveScope({ organizationId: newId("org", at) }), "flood", flood);
  const started = performance.now();
  const worker = startWorker({ ...app, jobs: [declared], reactions: [] });
  await sleep(100);
  await put(proveScope({ organizationId: newId("org", at) }), "small", small);
  const outcome = await tally.outcome(started);
  await worker.stop(1000);
  return outcome;
}

async function measureBoss({ superuserUrl }: BenchDeployment): Promise<Outcome> {
  const tally = openTally();
  const boss = new PgBoss({ connectionString: superuserUrl, schema: "pgboss" });
  await boss.start();
  await boss.createQueue("bench");
  const put = (tenant: "flood" | "small", count: number) =>
    boss.insert(
      "bench",
      Array.from({ length: count }, () => ({ data: { tenant, asked_at: performance.now() }, group: { id: tenant } })),
    );
  await put("flood", flood);
  const started = performance.now();
  const options = {
    batchSize: 2, // a larger batch is never full under the group's limit, and then waits for the next poll
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 0.5,
    groupConcurrency: perTenantMax,
  } as const;
  for (let i = 0; i < 4; i++) {
    await boss.work<{ tenant: "flood" | "small"; asked_at: number }>("bench", options as never, async (batch) => {
      await Promise.all(batch.map(({ data }) => tally.work(data.tenant, data.asked_at)));
    });
  }
  await sleep(100);
  await put("small", small);
  const outcome = await tally.outcome(started);
  await boss.stop({ graceful: false });
  return outcome;
}
