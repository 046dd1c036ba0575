import { randomUUID } from "node:crypto";
import { deliver } from "../server/src/egress/public.ts";
import { inScope } from "../server/src/framework/database/tenant.ts";
import { startWorker } from "../server/src/framework/jobs/worker.ts";
import { makeWork } from "../server/src/framework/work.ts";
import { atMost, type Benchmark, quantile } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { measureDelays, messageOf, openPlace, openReceiver, type Place } from "./lib/webhook-place.ts";

const flood = Number(process.env["AVOW_BENCH_FLOOD"] ?? 100_000);
const batch = 500;
const measured = 200;
/** Nobody listens there. */
const deadUrl = "http://127.0.0.1:9/";

/**
 * One tenant asks for a hundred thousand webhooks to a receiver that is gone. How long another tenant's take from their commit to
 * the first byte at the receiver, over what they take while nothing else is to be done.
 */
export const webhookFairness: Benchmark = {
  summary: "webhooks: another tenant's delay while one floods a dead target, over its delay when idle",
  async run() {
    const deployment = await openBenchDeployment();
    const receiver = await openReceiver();
    const [calm, flooding] = [await openPlace(deployment, receiver.url), await openPlace(deployment, deadUrl)];
    const worker = startWorker(deployment.app);
    await measureDelays(deployment, calm, { receiver, count: 20 });
    const idle = await measureDelays(deployment, calm, { receiver, count: measured });
    const start = performance.now();
    for (let n = 0; n < flood; n += batch) await askForMany(deployment, flooding, Math.min(batch, flood - n));
    const seconds = (performance.now() - start) / 1000;
    const beside = await measureDelays(deployment, calm, { receiver, count: measured });
    await worker.stop(1000);
    await deployment.close();
    receiver.close();
    const facts = {
      flood,
      flood_per_second: Math.round(flood / seconds),
      idle_p50_ms: Math.round(quantile(idle, 0.5)),
      idle_p99_ms: Math.round(quantile(idle, 0.99)),
      beside_p50_ms: Math.round(quantile(beside, 0.5)),
      beside_p99_ms: Math.round(quantile(beside, 0.99)),
    };
    return [atMost("webhooks.fairness_p99", quantile(beside, 0.99) / quantile(idle, 0.99), 2, facts)];
  },
};

async function askForMany({ app }: BenchDeployment, { scope, target }: Place, count: number): Promise<void> {
  const facts = { principal: { kind: "system", id: "benchmark" }, purpose: "deliveries", log: app.log } as const;
  await inScope(app.database, scope, async (db) => {
    const work = makeWork(app, { db, ...facts });
    const asked = Array.from({ length: count }, () => {
      const id = `evt_${randomUUID()}`;
      return deliver(work, { kind: "webhook", operationKey: id, target, payload: { id, message: messageOf(id) } });
    });
    await Promise.all(asked);
  });
}
