import { acrossTenants } from "../server/src/framework/database/tenant.ts";
import { startWorker } from "../server/src/framework/jobs/worker.ts";
import { atLeast, type Benchmark, interleave, quantile } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { openBare } from "./lib/webhook-bare.ts";
import { askForWebhook, measureDelays, openPlace, openReceiver } from "./lib/webhook-place.ts";

const count = Number(process.env["AVOW_BENCH_DELIVERIES"] ?? 1000);
const atOnce = 16;

/**
 * Durable webhooks per second, from the transaction that asks for one to the record that it arrived, against the limit: the same
 * rows written by as few statements as it takes, and the same posts, with nothing else; beside it against one INSERT and a post.
 * And how long it takes from the commit to the receiver.
 */
export const webhooks: Benchmark = {
  summary: "webhooks: durable deliveries per second against bare INSERTs and posts, and the delay to the receiver",
  async run() {
    const deployment = await openBenchDeployment();
    const receiver = await openReceiver();
    const place = await openPlace(deployment, receiver.url);
    const before = process.memoryUsage().rss;
    const committed = new Map<string, number>();
    const worker = startWorker(deployment.app);
    const bare = await openBare(deployment, receiver.url, atOnce);
    const spent = { raw: 0, one_insert: 0, avow: 0 };
    let round = 0;
    const measured = async (who: keyof typeof spent, work: () => Promise<void>) => {
      const start = process.cpuUsage();
      const rate = await perSecond(work);
      const { user, system } = process.cpuUsage(start);
      spent[who] += (user + system) / 1000 / count;
      return rate;
    };
    const { raw, one_insert, avow } = await interleave(rounds, {
      raw: () => measured("raw", () => inParallel(bare.sendRecorded)),
      one_insert: () => measured("one_insert", () => inParallel(bare.sendOnceWritten)),
      avow: () =>
        measured("avow", async () => {
          round++;
          await inParallel(() => askForWebhook(deployment, place, committed));
          await untilDone(deployment, round * count);
        }),
    });
    const delays = [...committed].map(([id, at]) => receiver.seen.get(id)! - at);
    const idle = await measureDelays(deployment, place, { receiver, count: 100 });
    await worker.stop(1000);
    await bare.close();
    await deployment.close();
    receiver.close();
    const facts = {
      deliveries: count * rounds,
      avow_per_second: Math.round(avow),
      raw_per_second: Math.round(raw),
      one_insert_per_second: Math.round(one_insert),
      ratio_to_one_insert: round2(avow / one_insert),
      avow_cpu_ms: round2(spent.avow / rounds),
      raw_cpu_ms: round2(spent.raw / rounds),
      delay_p50_ms: Math.round(quantile(delays, 0.5)),
      delay_p99_ms: Math.round(quantile(delays, 0.99)),
      idle_delay_p50_ms: Math.round(quantile(idle, 0.5)),
      idle_delay_p99_ms: Math.round(quantile(idle, 0.99)),
      memory_grown_mb: Math.round((process.memoryUsage().rss - before) / 1_048_576),
    };
    return [atLeast("webhooks.throughput_ratio", avow / raw, 0.4, facts)];
  },
};

const rounds = 3;
const round2 = (value: number) => Number(value.toFixed(2));

async function perSecond(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
}

async function inParallel(work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function untilDone({ app }: BenchDeployment, all: number): Promise<void> {
  for (;;) {
    const [row] = await acrossTenants(app.database, "count what arrived", (db) =>
      db.query<{ count: number }>("select count(*)::int as count from deliveries where state = 'succeeded'"),
    );
    if (row!.count >= all) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
