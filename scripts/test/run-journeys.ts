import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { readReport } from "./read-report.ts";
import { type Place, runNode } from "./run-program.ts";
import type { Tally } from "./tally.ts";

type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites: Suite[] };
type Suite = { file: string; specs: Spec[]; suites?: Suite[] };
type Spec = { title: string; tests: { status: string; results: { error?: { message?: string } }[] }[] };

const name = "journeys";
const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");

/** The journeys in a real browser. One that passed only when tried again counts as passed, and is named. */
export async function runJourneys(filters: string[], place: Place): Promise<Tally> {
  const reportPath = join(place.root, "test-results", `${name}.json`);
  await rm(reportPath, { force: true });
  const args = [playwright, "test", "--config=web/playwright.config.ts", "--reporter=list,json", ...filters];
  const env = { ...place.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath };
  const { code, seconds } = await runNode(args, { ...place, env });
  const report = await readReport<Report>(reportPath);
  if (!report)
    return { name, passed: 0, failed: 0, skipped: 0, seconds, broken: `no report (Playwright exited with ${code})` };

  const { expected, unexpected, flaky, skipped } = report.stats;
  const broken = code === 0 || unexpected > 0 ? {} : { broken: `Playwright exited with ${code}` };
  const failures = tellEnded(report.suites, "unexpected");
  const unsteady = tellEnded(report.suites, "flaky");
  return { name, passed: expected + flaky, failed: unexpected, skipped, seconds, failures, unsteady, ...broken };
}

/** The journeys that ended so, with what they said when they first failed. */
function tellEnded(suites: readonly Suite[], status: string): string[] {
  return suites.flatMap(({ file, specs, suites: inner = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter((one) => one.status === status)
        .map(({ results }) => `${file} › ${title}\n    ${tellFirst(results).join("\n    ")}`),
    ),
    ...tellEnded(inner, status),
  ]);
}

const tellFirst = (results: Spec["tests"][number]["results"]): string[] => {
  const message = results.find(({ error }) => error)?.error?.message ?? "";
  return stripVTControlCharacters(message).split("\n").filter(Boolean).slice(0, 5);
};
