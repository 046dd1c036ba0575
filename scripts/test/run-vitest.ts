import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { readReport } from "./read-report.ts";
import { type Place, runNode } from "./run-program.ts";
import type { Tally } from "./tally.ts";

type Report = { testResults: { name: string; assertionResults: Assertion[] }[] };
type Assertion = { fullName: string; status: string; failureMessages: string[] };

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** With more files than this something is wrong that a second try would only drag out. */
const mostFilesTriedAgain = 5;

/**
 * One run of vitest over `filters` (files or options as vitest takes them), counted from its own report. Files in which
 * a test failed are run once more by themselves, in a fresh world: what passes then counts as passed and is named as
 * unsteady, so that a busy machine decides nothing and nobody overlooks it.
 */
export async function runVitest(name: string, filters: string[], place: Place): Promise<Tally> {
  const first = await runOnce(name, filters, place);
  const files = [...new Set(first.failures.map((failure) => failure.file))];
  if (files.length === 0 || files.length > mostFilesTriedAgain || place.interrupted.aborted) return first.tally;
  const again = await runOnce(`${name}-again`, files, place);
  if (again.tally.broken) return first.tally;
  return {
    ...again.tally,
    name,
    passed: first.countOutside(files, "passed") + again.tally.passed,
    skipped: first.countOutside(files, "skipped") + again.tally.skipped,
    seconds: first.tally.seconds + again.tally.seconds,
    unsteady: first.failures.filter((test) => !again.failures.some((other) => isSame(test, other))).map(describe),
  };
}

/** The same without a second try, where a test is to fail. */
export async function runVitestOnce(name: string, filters: string[], place: Place): Promise<Tally> {
  return (await runOnce(name, filters, place)).tally;
}

async function runOnce(name: string, filters: string[], place: Place) {
  const reportPath = join(place.root, "test-results", `${name}.json`);
  await rm(reportPath, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportPath}`];
  const { code, seconds } = await runNode([vitest, "run", "--configLoader=native", ...reporters, ...filters], place);
  const report = await readReport<Report>(reportPath);
  const tests = (report?.testResults ?? []).flatMap(({ name: path, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages }) => ({
      file: relative(place.root, path),
      fullName,
      message: failureMessages[0] ?? "",
      outcome: status === "passed" || status === "failed" ? status : "skipped",
    })),
  );
  const count = (outcome: string) => tests.filter((test) => test.outcome === outcome).length;
  const failures = tests.filter((test) => test.outcome === "failed");
  const tally: Tally = {
    name,
    passed: count("passed"),
    failed: failures.length,
    skipped: count("skipped"),
    seconds,
    failures: failures.map(describe),
    ...(report ? {} : { broken: `no report (vitest exited with ${code})` }),
  };
  // A file that cannot be loaded, or an unhandled rejection, fails the run without failing a test.
  if (report && code !== 0 && failures.length === 0) tally.broken = `vitest exited with ${code}`;
  const countOutside = (files: string[], outcome: string) =>
    tests.filter((test) => test.outcome === outcome && !files.includes(test.file)).length;
  return { tally, failures, countOutside };
}

const isSame = (one: Named, other: Named) => one.file === other.file && one.fullName === other.fullName;
type Named = { file: string; fullName: string };

function describe({ file, fullName, message }: Named & { message: string }): string {
  return `${file} › ${fullName}\n    ${message.split("\n", 3).join("\n    ")}`;
}
