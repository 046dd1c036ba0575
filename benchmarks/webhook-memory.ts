import { startWorker } from "../server/src/framework/worker.ts";
import { atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";
import { askForWebhook, openPlace, openReceiver } from "./lib/webhook-place.ts";

const seconds = Number(process.env["AVOW_BENCH_SECONDS"] ?? 600);
const atOnce = 16;
const sampleEveryMs = 1000;

/** Webhooks go out without a pause; the memory of the last tenth of the time over that of the second, when all is warm. */
export const webhookMemory: Benchmark = {
  summary: "webhooks: memory after ten minutes without a pause, over memory when warm",
  async run() {
    const deployment = await openBenchDeployment();
    const receiver = await openReceiver();
    const place = await openPlace(deployment, receiver.url);
    const worker = startWorker(deployment.app);
    const samples: number[] = [];
    let [sent, arrived] = [0, 0];
    const timer = setInterval(() => {
      samples.push(process.memoryUsage().rss / 1_048_576);
      arrived += receiver.seen.size;
      receiver.seen.clear();
    }, sampleEveryMs);
    const until = performance.now() + seconds * 1000;
    const askOn = async () => {
      for (const forgotten = new Map<string, number>(); performance.now() < until; sent++, forgotten.clear()) {
        await askForWebhook(deployment, place, forgotten);
        // No more is under way than goes out: a backlog lies in the database, and would say nothing of memory.
        while (sent - arrived - receiver.seen.size > 500) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, askOn));
    clearInterval(timer);
    await worker.stop(1000);
    await deployment.close();
    receiver.close();
    const tenth = Math.max(1, Math.floor(samples.length / 10));
    const [warm, last] = [median(samples.slice(tenth, tenth * 2)), median(samples.slice(-tenth))];
    const facts = { seconds, sent, warm_mb: Math.round(warm), last_mb: Math.round(last) };
    return [atMost("webhooks.memory_growth", last / warm, 1.2, facts)];
  },
};
