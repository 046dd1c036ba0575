import { backup } from "./backup.ts";
import { coldStart } from "./cold-start.ts";
import { engineOverhead } from "./engine-overhead.ts";
import { erase } from "./erase.ts";
import { exportBenchmark } from "./export.ts";
import { files } from "./files.ts";
import { frameworkOverhead } from "./framework-overhead.ts";
import { gateway } from "./gateway.ts";
import { importBenchmark } from "./import.ts";
import { jobs } from "./jobs.ts";
import { knowledgeSearch } from "./knowledge-search.ts";
import { knownNames } from "./known-names.ts";
import { ledger } from "./ledger.ts";
import { tokenRefresh } from "./token-refresh.ts";
import type { Benchmark, Figure } from "./lib/benchmark.ts";
import { guardrailLatency } from "./guardrail-latency.ts";
import { guardrailLeaks } from "./guardrail-leaks.ts";
import { gdprbench } from "./gdprbench.ts";
import { guardrailSpeed } from "./guardrail-speed.ts";
import { namesSpeed } from "./names-speed.ts";
import { piiQuality } from "./pii-quality.ts";
import { placeholderFuzz } from "./placeholder-fuzz.ts";
import { memoryIdle } from "./memory-idle.ts";
import { memoryRecall } from "./memory-recall.ts";
import { rlsCost } from "./rls-cost.ts";
import { runs } from "./runs.ts";
import { secretsQuality } from "./secrets-quality.ts";
import { sessionCheck } from "./session-check.ts";
import { webhookFairness } from "./webhook-fairness.ts";
import { webhookMemory } from "./webhook-memory.ts";
import { webhooks } from "./webhooks.ts";

/** Every benchmark, by the name `npm run bench -- NAME` takes. */
const benchmarks: Record<string, Benchmark> = {
  backup,
  "cold-start": coldStart,
  "engine-overhead": engineOverhead,
  erase,
  export: exportBenchmark,
  files,
  "framework-overhead": frameworkOverhead,
  gateway,
  gdprbench,
  import: importBenchmark,
  jobs,
  "knowledge-search": knowledgeSearch,
  "known-names": knownNames,
  ledger,
  "memory-idle": memoryIdle,
  "memory-recall": memoryRecall,
  "guardrail-leaks": guardrailLeaks,
  "guardrail-speed": guardrailSpeed,
  "guardrail-latency": guardrailLatency,
  "names-speed": namesSpeed,
  "pii-quality": piiQuality,
  "placeholder-fuzz": placeholderFuzz,
  "rls-cost": rlsCost,
  runs,
  "token-refresh": tokenRefresh,
  "secrets-quality": secretsQuality,
  "session-check": sessionCheck,
  webhooks,
  "webhook-fairness": webhookFairness,
  "webhook-memory": webhookMemory,
};

const line = ({ name, figure, target, holds, ...facts }: Figure) => ({ name, figure, target, holds, ...facts });
const [name] = process.argv.slice(2);
if (name === "--list") {
  for (const [known, { summary }] of Object.entries(benchmarks))
    process.stdout.write(`${known.padEnd(20)} ${summary}\n`);
} else {
  const chosen = name === undefined ? undefined : benchmarks[name];
  if (!chosen) {
    process.stderr.write("npm run bench -- NAME, where --list tells the names.\n");
    process.exit(2);
  }
  const figures = await chosen.run();
  if (figures.length === 0) throw new Error("a benchmark that prints no figure has failed");
  for (const figure of figures) process.stdout.write(`${JSON.stringify(line(figure))}\n`);
  process.exit(figures.every(({ holds }) => holds) ? 0 : 1);
}
