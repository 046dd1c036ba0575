/** What one run of one test runner executed. `broken` says why the run itself, not a test, failed. */
export type Tally = {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  broken?: string;
  /** Which tests failed, and with what words. */
  failures?: string[];
  /** Which tests passed only when tried again, and what they said the first time. */
  unsteady?: string[];
};

export type Verdict = { green: boolean; lines: string[] };

/**
 * The lines that close `npm test`. The last one stands alone, in the plain form `N passed, N failed`, and sums real
 * tests. A broken check counts as one failure, and so does a run that broke or executed nothing without failing a
 * test: that line can never look green when the exit code is not.
 */
export function closeRuns(tallies: Tally[], brokenChecks: string[]): Verdict {
  const judged = tallies.map(judge);
  const passed = sum(judged.map((tally) => tally.passed));
  const skipped = sum(judged.map((tally) => tally.skipped));
  const failedRuns = judged.map((tally) => tally.failed + (tally.broken && tally.failed === 0 ? 1 : 0));
  const failed = sum(failedRuns) + brokenChecks.length;
  const checks = brokenChecks.length > 0 ? [`checks: ${brokenChecks.join(", ")} FAILED, see above`] : [];
  const total = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  const lines = [...judged.flatMap(tellTests), ...checks, ...judged.map(describe), "", total];
  return { green: failed === 0 && skipped === 0, lines };
}

function judge(tally: Tally): Tally {
  return tally.passed + tally.failed === 0 && !tally.broken ? { ...tally, broken: "executed no test" } : tally;
}

/** Named at the very end, where whoever sees only the last lines of a log finds them. */
function tellTests({ failures = [], unsteady = [] }: Tally): string[] {
  const failed = failures.slice(0, mostNamed).map((test) => `FAILED ${test}`);
  return [...failed, ...unsteady.map((test) => `UNSTEADY, passed when tried again: ${test}`)];
}

const mostNamed = 40;

function describe({ name, passed, failed, skipped, seconds, broken }: Tally): string {
  const counts = [`${passed} passed`, failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} SKIPPED`];
  const outcome = counts.filter(Boolean).join(", ");
  return `${name}: ${outcome} in ${seconds.toFixed(1)} s${broken ? `; the run itself failed: ${broken}` : ""}`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
