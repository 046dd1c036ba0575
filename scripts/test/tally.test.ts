import { expect, test } from "vitest";
import { closeRuns, type Tally } from "./tally.ts";

const run = (name: string, counts: Partial<Tally>): Tally => ({
  name,
  passed: 0,
  failed: 0,
  skipped: 0,
  seconds: 1.23,
  ...counts,
});

test("green runs are summed on a last line that stands alone", () => {
  expect(closeRuns([run("tests", { passed: 200 }), run("journeys", { passed: 7 })], [])).toEqual({
    green: true,
    lines: ["tests: 200 passed in 1.2 s", "journeys: 7 passed in 1.2 s", "", "207 passed, 0 failed"],
  });
});

test.each([
  ["a failed test", [run("tests", { passed: 1, failed: 2 })], [], "1 passed, 2 failed"],
  ["a skipped test", [run("tests", { passed: 1, skipped: 1 })], [], "1 passed, 0 failed, 1 skipped"],
  ["a run that executed nothing", [run("tests", { passed: 1 }), run("journeys", {})], [], "1 passed, 1 failed"],
  [
    "a run that broke after its tests",
    [run("tests", { passed: 1, broken: "vitest exited with 1" })],
    [],
    "1 passed, 1 failed",
  ],
  ["a broken check", [run("tests", { passed: 1 })], ["lint"], "1 passed, 1 failed"],
])("%s is not green", (_, tallies, brokenChecks, last) => {
  const { green, lines } = closeRuns(tallies, brokenChecks);
  expect([green, lines.at(-1)]).toEqual([false, last]);
});

test("each run says what went wrong in it", () => {
  const { lines } = closeRuns([run("tests", { failed: 2, skipped: 1 }), run("journeys", {})], ["lint", "types"]);
  expect(lines.slice(0, 3)).toEqual([
    "checks: lint, types FAILED, see above",
    "tests: 0 passed, 2 FAILED, 1 SKIPPED in 1.2 s",
    "journeys: 0 passed in 1.2 s; the run itself failed: executed no test",
  ]);
});

test("tests that failed, and those that passed only when tried again, are named before the counts", () => {
  const tests = run("tests", { passed: 1, failed: 1, failures: ["a.test.ts › a"], unsteady: ["b.test.ts › b"] });
  const { green, lines } = closeRuns([tests], []);
  expect([green, lines.slice(0, 2)]).toEqual([
    false,
    ["FAILED a.test.ts › a", "UNSTEADY, passed when tried again: b.test.ts › b"],
  ]);
});
