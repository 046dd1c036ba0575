import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { readReport } from "./read-report.ts";
import { type Place, runNode } from "./run-program.ts";
import type { Tally } from "./tally.ts";

type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

const name = "journeys";
const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");

/** The journeys in a real browser. One that passed only when tried again counts as failed. */
export async function runJourneys(filters: string[], place: Place): Promise<Tally> {
  const reportPath = join(place.root, "test-results", `${name}.json`);
  await rm(reportPath, { force: true });
  const args = [playwright, "test", "--config=web/playwright.config.ts", "--reporter=list,json", ...filters];
  const env = { ...place.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath };
  const { code, seconds } = await runNode(args, { ...place, env });
  const stats = (await readReport<Report>(reportPath))?.stats;
  if (!stats)
    return { name, passed: 0, failed: 0, skipped: 0, seconds, broken: `no report (Playwright exited with ${code})` };

  const counts = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  const broken = code === 0 || counts.failed > 0 ? {} : { broken: `Playwright exited with ${code}` };
  return { name, ...counts, seconds, ...broken };
}
