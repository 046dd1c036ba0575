import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { cataloguePort } from "../server/src/privacy/catalogue.ts";
import { writeArchive } from "../server/src/privacy/export/write-archive.ts";
import { storedObjectsPort } from "../server/src/privacy/stored-objects.ts";
import { filledPort } from "../server/src/framework/ports.ts";
import { atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { type BenchDeployment, openBenchDeployment } from "./lib/deployment.ts";
import { askedRows, plantMessages } from "./lib/plant-messages.ts";

const many = askedRows(1_000_000);
const few = 10_000;
const rounds = 5;
const megabyte = 1024 * 1024;

/** The archive of a person, read to its end and thrown away: time at 10,000 rows, and memory at many more. */
export const exportBenchmark: Benchmark = {
  summary: `export ${few} rows, and ${many} (--rows=N) in the same memory`,
  async run() {
    const deployment = await openBenchDeployment();
    const small = await plantMessages(deployment, few);
    const large = await plantMessages(deployment, many);
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const seen = await exportOne(deployment, small.userId);
      bytes = seen.bytes;
      if (round > 0) times.push(seen.ms);
    }
    const { held: fewHeld } = await exportOne(deployment, small.userId, { isWatched: true });
    const whole = await exportOne(deployment, large.userId, { isWatched: true });
    await deployment.close();
    const seconds = Number((whole.ms / 1000).toFixed(1));
    return [
      atMost("export.ms", median(times), 2000, { rows: few, megabytes: Number((bytes / megabyte).toFixed(1)) }),
      atMost("export.memory", (whole.held - fewHeld) / megabyte, 64, {
        unit: "MB more held at the most",
        rows: many,
        seconds,
        megabytes: Math.round(whole.bytes / megabyte),
        held_megabytes: Math.round(whole.held / megabyte),
        resident_megabytes: Math.round(whole.resident / megabyte),
      }),
    ];
  },
};

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
/** Garbage is taken out so often: what it leaves is held, the rest only not given back yet. */
const lookEveryMs = 1000;

async function exportOne({ app }: BenchDeployment, userId: string, { isWatched = false } = {}) {
  const means = { database: app.database, keys: app.keys, deployment: app.deployment };
  const about = { export_id: "prq_1", subject: { kind: "user", id: userId } as const, made_at: "2026-01-01T00:00:00Z" };
  const [catalogue, objects] = [filledPort(app.ports, cataloguePort), filledPort(app.ports, storedObjectsPort)];
  const started = performance.now();
  let [bytes, held, resident, lookAt] = [0, 0, 0, lookEveryMs / 10];
  for await (const chunk of writeArchive({ about, means, catalogue, objects })) {
    bytes += chunk.length;
    if (!isWatched || performance.now() - started < lookAt) continue;
    lookAt = performance.now() - started + lookEveryMs;
    resident = Math.max(resident, process.memoryUsage.rss());
    collect();
    const { heapUsed, external } = process.memoryUsage();
    held = Math.max(held, heapUsed + external);
  }
  return { ms: performance.now() - started, bytes, held, resident };
}
