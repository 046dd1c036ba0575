import { expect, test } from "vitest";
import { fillDays, stackByDay, sumUsage } from "./sum-usage.ts";

const row = (day: string, of: string | null, charged: number) => ({ day, of, charged, calls: 1 });

test("days are added up, and what cost most comes first", () => {
  const rows = [row("2026-01-01", "a", 1), row("2026-01-01", null, 5), row("2026-01-02", "a", 7)];
  expect(sumUsage(rows)).toEqual([
    { of: "a", calls: 2, charged: 8 },
    { of: null, calls: 1, charged: 5 },
  ]);
});

test("a chart names six and puts the rest together", () => {
  const rows = Array.from({ length: 8 }, (_, i) => row("2026-01-01", `m${i}`, (8 - i) * 1_000_000));
  const { days, of, hasOthers } = stackByDay(rows);
  expect(of).toHaveLength(6);
  expect(hasOthers).toBe(true);
  expect(days).toEqual([{ day: "2026-01-01", s0: 8, s1: 7, s2: 6, s3: 5, s4: 4, s5: 3, others: 3 }]);
});

test("a chart has every day of its time up to today, also those without a call", () => {
  const days = fillDays([{ day: "2026-03-01", s0: 2 }], 3, new Date("2026-03-02T23:59:59Z"));
  expect(days).toEqual([{ day: "2026-02-28" }, { day: "2026-03-01", s0: 2 }, { day: "2026-03-02" }]);
});
