/** What one run of one test runner executed. `broken` says why the run itself, not a test, failed. */
export type Tally = { name: string; passed: number; failed: number; skipped: number; seconds: number; broken?: string };

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
  return { green: failed === 0 && skipped === 0, lines: [...checks, ...judged.map(describe), "", total] };
}

function judge(tally: Tally): Tally {
  return tally.passed + tally.failed === 0 && !tally.broken ? { ...tally, broken: "executed no test" } : tally;
}

function describe({ name, passed, failed, skipped, seconds, broken }: Tally): string {
  const counts = [`${passed} passed`, failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} SKIPPED`];
  const outcome = counts.filter(Boolean).join(", ");
  return `${name}: ${outcome} in ${seconds.toFixed(1)} s${broken ? `; the run itself failed: ${broken}` : ""}`;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
