import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openThrowAwayCluster } from "../server/src/operate/embedded/throw-away-cluster.ts";
import type { Report } from "../server/src/privacy/reports/report.ts";
import { findUnmet } from "./conformance/find-unmet.ts";
import { readReports } from "./conformance/read-reports.ts";
import { runCommand } from "./usage-error.ts";

const usage = "npm run conformance [-- --out FOLDER]";

/** Whether every statement of the five seed policies is kept under each preset; with a signed report of each. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { out: { type: "string" } }, allowPositionals: false });
  const cluster = await openThrowAwayCluster({ isDurable: false });
  process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
  try {
    let unmet = 0;
    for await (const report of readReports()) {
      const found = findUnmet(report.report);
      unmet += found.length;
      const preset = report.report.preset ?? "";
      console.log(describe(report.report, found));
      if (values.out === undefined) continue;
      const file = `${values.out}/conformance-${preset}.json`;
      writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
      console.log(`    npx avow report verify ${file}`);
    }
    if (values.out === undefined) console.log(`\n${usage} writes the signed reports down.`);
    process.exitCode = unmet === 0 ? 0 : 1;
  } finally {
    await cluster.stop();
  }
});

function describe(report: Report, unmet: readonly string[]): string {
  const states = Object.values(report.statements).map(({ state }) => state);
  const sums = Object.entries(Object.groupBy(states, (state) => state)).map(([state, of]) => `${of.length} ${state}`);
  const head = `${unmet.length === 0 ? "✓" : "✗"} ${(report.preset ?? "").padEnd(10)}${states.length} statements: ${sums.join(", ")}`;
  return [head, ...unmet.map((one) => `    ${one}`)].join("\n");
}
