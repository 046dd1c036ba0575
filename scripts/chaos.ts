import { parseArgs } from "node:util";
import { chaosDeliveries } from "./chaos/deliveries.ts";
import { chaosGround } from "./chaos/ground.ts";
import { chaosLedger } from "./chaos/ledger.ts";
import { chaosRuns } from "./chaos/runs.ts";
import type { Chaos } from "./chaos/chaos.ts";

/** Every chaos test, by the name `npm run chaos -- NAME` takes. */
const tests: Record<string, Chaos> = {
  deliveries: chaosDeliveries,
  ground: chaosGround,
  ledger: chaosLedger,
  runs: chaosRuns,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { n: { type: "string", default: "10" }, seed: { type: "string" } },
});
const chosen = tests[positionals[0] ?? ""];
if (!chosen) {
  process.stderr.write(
    `npm run chaos -- NAME --n N --seed S, where NAME is one of: ${Object.keys(tests).join(", ")}\n`,
  );
  process.exit(2);
}
const seed = values.seed ?? String(process.hrtime.bigint() % 1_000_000_007n);
process.stdout.write(`${positionals[0]}: n ${values.n}, seed ${seed}\n`);
const report = await chosen({
  n: Number(values.n),
  seed: Number(seed),
  say: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(report.problems.length === 0 ? 0 : 1);
