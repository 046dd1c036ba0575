import { expect, test } from "vitest";
import { stackReport, sumReport } from "./sum-report.ts";

const rows = [
  { day: "2026-03-02", of: "email", action: "redact" as const, verdicts: 1, found: 2 },
  { day: "2026-03-01", of: "email", action: "redact" as const, verdicts: 3, found: 4 },
  { day: "2026-03-01", of: "email", action: "block" as const, verdicts: 9, found: 9 },
];

test("days add up, apart by what happened, the most first", () => {
  expect(sumReport(rows)).toEqual([
    { of: "email", action: "block", verdicts: 9, found: 9 },
    { of: "email", action: "redact", verdicts: 4, found: 6 },
  ]);
});

test("each day is one bar, in order", () => {
  expect(stackReport(rows)).toEqual([
    { day: "2026-03-01", redact: 4, ask: 0, block: 9 },
    { day: "2026-03-02", redact: 2, ask: 0, block: 0 },
  ]);
});
