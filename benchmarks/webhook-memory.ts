import { startWorker } from "../server/src/framework/jobs/worker.ts";
import { atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { openBenchDeployment } from "./lib/deployment.ts";
import { fitSlope } from "./lib/fit-slope.ts";
import { askForWebhook, openPlace, openReceiver } from "./lib/webhook-place.ts";

const usualMinutes = 10;
const atOnce = 16;
const sampleEveryMs = 1000;
const toldEverySamples = 10;

const asked = process.argv.find((word) => word.startsWith("--minutes="))?.slice("--minutes=".length);
const minutes = Number(asked ?? Number(process.env["AVOW_BENCH_SECONDS"] ?? usualMinutes * 60) / 60);

/**
 * Webhooks go out without a pause; the memory of the last tenth of the time over that of the second, when all is warm. Who asks
 * for them, as the web process does, and the worker that sends them share one process here: it stands for both.
 */
export const webhookMemory: Benchmark = {
  summary: "webhooks: memory after ten minutes (--minutes=N) without a pause, over memory when warm",
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
      if (samples.length % toldEverySamples === 0) tell(samples, arrived);
    }, sampleEveryMs);
    const until = performance.now() + minutes * 60_000;
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
    return [judge(samples, { minutes, sent })];
  },
};

const tell = (samples: readonly number[], arrived: number) =>
  process.stderr.write(`${samples.length} s: ${Math.round(samples.at(-1)!)} MB, ${arrived} arrived\n`);

/** Samples are a second apart; what is loaded and compiled at first says nothing of what grows. */
function judge(samples: readonly number[], facts: { minutes: number; sent: number }) {
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const [warm, last] = [median(samples.slice(tenth, tenth * 2)), median(samples.slice(-tenth))];
  const slope = Number((fitSlope(samples.slice(tenth)) * 60).toPrecision(3));
  const seen = { warm_mb: Math.round(warm), last_mb: Math.round(last), slope_mb_per_minute: slope };
  return atMost("webhooks.memory_growth", last / warm, 1.2, { ...facts, ...seen });
}
