import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { readReport } from "./read-report.ts";
import { runNode } from "./run-program.ts";
import type { Tally } from "./tally.ts";

type Report = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

/** The journeys in a real browser. One that passed only when tried again counts as failed. */
export async function runJourneys(filters: string[], env: NodeJS.ProcessEnv): Promise<Tally> {
  const name = "journeys";
  const reportPath = resolve("test-results", `${name}.json`);
  await rm(reportPath, { force: true });
  const args = ["node_modules/@playwright/test/cli.js", "test", "--config=web/playwright.config.ts"];
  const { code, seconds } = await runNode([...args, "--reporter=list,json", ...filters], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath,
  });
  const stats = (await readReport<Report>(reportPath))?.stats;
  if (!stats) return { name, passed: 0, failed: 0, skipped: 0, seconds, broken: `no report (exit ${code})` };

  const counts = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  return {
    name,
    ...counts,
    seconds,
    ...(code === 0 || counts.failed > 0 ? {} : { broken: `Playwright exited with ${code}` }),
  };
}
