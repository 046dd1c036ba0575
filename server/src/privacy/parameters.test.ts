import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeDuration, durationOf, limitOf, shift } from "./parameters.ts";

const at = (text: string) => new Date(text);

describe("shift", () => {
  test.each([
    [
      "days are of 24 hours, whatever the clocks on the wall do",
      "2026-03-28T12:00:00Z",
      { amount: 2, unit: "days" },
      "2026-03-30T12:00:00Z",
    ],
    [
      "twelve months are the same day a year later",
      "2026-11-21T08:00:00.123Z",
      { amount: 12, unit: "months" },
      "2027-11-21T08:00:00.123Z",
    ],
    [
      "a leap day ends on the last day of February",
      "2028-02-29T00:00:00Z",
      { amount: 12, unit: "months" },
      "2029-02-28T00:00:00Z",
    ],
    ["a month is cut to its last day", "2026-01-31T00:00:00Z", { amount: 1, unit: "months" }, "2026-02-28T00:00:00Z"],
    ["seven years keep the day", "2026-02-28T23:59:59Z", { amount: 7, unit: "years" }, "2033-02-28T23:59:59Z"],
  ] as const)("%s", (_, from, duration, to) => {
    expect(shift(at(from), duration).toISOString()).toBe(at(to).toISOString());
  });

  test("goes back by the calendar, too", () => {
    expect(shift(at("2029-03-31T00:00:00Z"), { amount: 1, unit: "months" }, -1).toISOString()).toBe(
      "2029-02-28T00:00:00.000Z",
    );
  });
});

test("a parameter that is not there is refused, whatever it is called", () => {
  for (const name of ["retention.nothing", "toString", ""]) expect(() => durationOf(name)).toThrow(RangeError);
});

test("a table counts in days of its own, or by a parameter", () => {
  expect(limitOf({ column: "at", days: 3 })).toEqual({ amount: 3, unit: "days" });
  expect(limitOf({ column: "at", parameter: "retention.billing_years" })).toEqual({ amount: 7, unit: "years" });
});

test("the defaults are the strictest values that every seed policy allows", () => {
  const file = JSON.parse(
    readFileSync(new URL("../../../promises/parameters.json", import.meta.url), "utf8"),
  ) as Record<string, { default: number }>;
  const defaults = Object.fromEntries(Object.entries(file).map(([name, parameter]) => [name, parameter.default]));
  expect(defaults).toMatchObject({
    "retention.account_days": 30,
    "retention.log_days": 30,
    "retention.audit_months": 12,
    "retention.billing_years": 7,
    "backup.max_age_days": 30,
    "dsar.days": 30,
  });
});

test("durations read as a person says them", () => {
  expect([1, 30].map((amount) => describeDuration({ amount, unit: "days" }))).toEqual(["1 day", "30 days"]);
});
