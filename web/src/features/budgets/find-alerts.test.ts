import { expect, test } from "vitest";
import { findAlerts, shareOf } from "./find-alerts.ts";

const budget = (spent: number, alerts: number[], ceiling = 200) => ({ spent, ceiling, alerts });

test("a budget is told of from its first share on, used up always, the fullest first", () => {
  const [below, at, full, silent] = [budget(159, [90, 80]), budget(160, [90, 80]), budget(200, []), budget(199, [])];
  expect(findAlerts([below, at, silent, full])).toEqual([full, at]);
});

test("a share is rounded down, so that nobody is told too early, and a ceiling of nothing is used up", () => {
  expect(shareOf(budget(1999, [], 2000))).toBe(99);
  expect(shareOf(budget(0, [], 0))).toBe(100);
});
