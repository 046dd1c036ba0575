import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readReport } from "./read-report.ts";
import { type Place, runNode } from "./run-program.ts";
import type { Tally } from "./tally.ts";

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number };

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** One run of vitest over `filters` (files or options as vitest takes them), counted from its own report. */
export async function runVitest(name: string, filters: string[], place: Place): Promise<Tally> {
  const reportPath = join(place.root, "test-results", `${name}.json`);
  await rm(reportPath, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportPath}`];
  const { code, seconds } = await runNode([vitest, "run", "--configLoader=native", ...reporters, ...filters], place);
  const report = await readReport<Report>(reportPath);
  if (!report)
    return { name, passed: 0, failed: 0, skipped: 0, seconds, broken: `no report (vitest exited with ${code})` };

  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  // A file that cannot be loaded, or an unhandled rejection, fails the run without failing a test.
  const broken = code === 0 || counts.failed > 0 ? {} : { broken: `vitest exited with ${code}` };
  return { name, ...counts, seconds, ...broken };
}
