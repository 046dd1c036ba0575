import type { Meter } from "@opentelemetry/api";
import type { GaugeSource, Observed, ObservedEnd } from "../../framework/observe.ts";

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900];

/** Every metric of Avow, and how an observation becomes one. Labels are words of the system's own, and few. */
export function makeInstruments(meter: Meter, gauges: readonly GaugeSource[]) {
  const seconds = (name: string, description: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { description, unit: "s", advice: { explicitBucketBoundaries } });
  const requests = seconds("avow_request_duration_seconds", "Time from a request to the head of its answer.", fast);
  const statements = seconds("avow_statement_duration_seconds", "Time a statement took.", fast);
  const jobs = seconds("avow_job_duration_seconds", "Time one try of a job took.", slow);
  const generations = seconds("avow_generation_duration_seconds", "Time an AI call took.", slow);
  const tokens = meter.createCounter("avow_generation_tokens_total", {
    description: "Tokens of AI calls, as counted.",
  });
  for (const source of [...gauges, ...processGauges]) {
    meter.createObservableGauge(source.name, { description: source.description }).addCallback(async (result) => {
      for (const { value, labels } of await source.read()) result.observe(value, labels);
    });
  }
  const record = (what: Observed, end: ObservedEnd, took: number): void => {
    const outcome = end.outcome ?? "done";
    if (what.kind === "request")
      requests.record(took, {
        method: what.method,
        route: end.route ?? "unmatched",
        status: String(end.status ?? 500),
      });
    else if (what.kind === "statement") statements.record(took, { operation: what.operation, outcome });
    else if (what.kind === "job") jobs.record(took, { queue: what.queue, outcome });
    else {
      const sandbox = String(end.sandbox ?? false);
      generations.record(took, { outcome, sandbox });
      tokens.add(end.inputTokens ?? 0, { direction: "input", sandbox });
      tokens.add(end.outputTokens ?? 0, { direction: "output", sandbox });
    }
  };
  return { record };
}

const one = (value: number) => Promise.resolve([{ value }]);

const processGauges: readonly GaugeSource[] = [
  {
    name: "process_resident_memory_bytes",
    description: "Resident memory of this process.",
    read: () => one(process.memoryUsage.rss()),
  },
  {
    name: "process_uptime_seconds",
    description: "Time since this process began.",
    read: () => one(process.uptime()),
  },
];
