import { mkdir, rm, writeFile } from "node:fs/promises";
import { runChecks } from "./check/run-checks.ts";
import { findDatabaseTests } from "./test/find-database-tests.ts";
import { watchInterruption } from "./test/interruption.ts";
import { runJourneys } from "./test/run-journeys.ts";
import { runVitest } from "./test/run-vitest.ts";
import { findPostgresBin, openSystemCluster } from "./test/system-cluster.ts";
import { closeRuns, type Tally } from "./test/tally.ts";

/** `npm test` runs everything; `npm test -- FILE…` only those files, and options as vitest takes them. */
const given = process.argv.slice(2);
const isWhole = given.length === 0;
const journeys = given.filter((argument) => argument.includes(".journey."));
const tests = given.filter((argument) => !journeys.includes(argument));
const wantsTests = isWhole || tests.length > 0;
const wantsJourneys = journeys.length > 0 || (isWhole && process.env["AVOW_TEST_BROWSER"] === "1");
const systemPostgres = process.env["AVOW_TEST_SYSTEM_POSTGRES"];
const interrupted = watchInterruption();
const place = { root: process.cwd(), env: process.env, output: "inherit", interrupted } as const;

try {
  process.exitCode = (await runEverything()) ? 0 : 1;
} catch (error) {
  if (!interrupted.aborted) throw error;
}
if (interrupted.aborted) {
  console.log("\nInterrupted.");
  process.exitCode = 1;
}

async function runEverything(): Promise<boolean> {
  await mkdir("test-results", { recursive: true });
  await rm("test-results/summary.json", { force: true });
  const tallies: Tally[] = [];
  const brokenChecks = isWhole ? await runChecks([]) : [];
  if (wantsTests) tallies.push(await runVitest("tests", tests, place));
  if (wantsTests && systemPostgres) tallies.push(await runOnSystemPostgres(systemPostgres));
  if (wantsJourneys) tallies.push(await runJourneys(journeys, place));

  const { green, lines } = closeRuns(tallies, brokenChecks);
  await writeFile("test-results/summary.json", JSON.stringify({ green, brokenChecks, tallies }, null, 2));
  console.log(["", ...lines].join("\n"));
  return green;
}

async function runOnSystemPostgres(choice: string): Promise<Tally> {
  interrupted.throwIfAborted();
  const cluster = await openSystemCluster(findPostgresBin(choice));
  try {
    console.log(`\nWhat depends on its version again, on ${cluster.version}`);
    const files = isWhole ? findDatabaseTests(place.root) : tests;
    // Without a file vitest would run everything.
    if (files.length === 0) return { name: "system-postgres", passed: 0, failed: 0, skipped: 0, seconds: 0 };
    const env = { ...process.env, AVOW_TEST_DATABASE_URL: cluster.url };
    return await runVitest("system-postgres", files, { ...place, env });
  } finally {
    await cluster.stop();
  }
}
