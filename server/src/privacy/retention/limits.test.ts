import { afterAll, describe, expect, test } from "vitest";
import { tables } from "../../app.ts";
import { dayMs, secondMs } from "../../framework/clock.ts";
import {
  type Duration,
  describeDuration,
  durationOf,
  latestBeginning,
  limitOf,
  parameterNames,
  parameters,
} from "../parameters.ts";

const isDuration = (name: (typeof parameterNames)[number]) => {
  const found = parameters[name];
  return found.kind === "number" && ["days", "months", "years"].includes(found.unit);
};

/** Every length of time that is declared anywhere, with its least and its most where it may be chosen. */
const declared: Duration[] = [
  ...tables.flatMap(({ keep }) => (keep.until ? [limitOf(keep.until)] : [])),
  ...parameterNames.filter(isDuration).flatMap((name) => {
    const [usual, found] = [durationOf(name), parameters[name]];
    if (found.kind !== "number") return [usual];
    return [found.min, found.default, found.max].map((amount) => ({ ...usual, amount }));
  }),
];
const limits = [...new Map(declared.map((limit) => [describeDuration(limit), limit])).entries()];

/** Leap days and their neighbours, the ends of months, and the hours that clocks skip or have twice. */
const begins = [
  "2028-02-28T23:59:59.000Z",
  "2028-02-29T00:00:00.000Z",
  "2028-02-29T23:59:59.000Z",
  "2028-03-01T00:00:00.000Z",
  "2027-02-28T12:00:00.000Z",
  "2026-01-31T23:59:59.000Z",
  "2026-12-31T23:59:59.000Z",
  "2026-03-29T00:59:59.000Z",
  "2026-03-29T01:00:00.000Z",
  "2026-10-25T00:30:00.000Z",
  "2026-10-25T01:30:00.000Z",
  "2026-03-08T06:59:59.000Z",
  "2026-11-01T05:30:00.000Z",
];
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"];

/** Counted by hand on the calendar: the same day of a later month, or the first instant after it where it has none. */
function endByCalendar(begin: string, { amount, unit }: Duration): number {
  const at = new Date(begin);
  if (unit === "days") return at.getTime() + amount * dayMs;
  const months = at.getUTCFullYear() * 12 + at.getUTCMonth() + amount * (unit === "years" ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), months % 12];
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const day = at.getUTCDate();
  if (day > days[month]!) return Date.UTC(year, month + 1, 1);
  return Date.UTC(year, month, day) + (at.getTime() % dayMs);
}

/** As the sweep asks: whether a row of then has been kept as long as its limit. */
const isOver = (begin: string, limit: Duration, now: number): boolean =>
  new Date(begin).getTime() <= latestBeginning(new Date(now), limit).getTime();

const zone = process.env["TZ"];
afterAll(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

test("there are limits in days, months and years to be tried", () => {
  expect(new Set(limits.map(([, { unit }]) => unit))).toEqual(new Set(["days", "months", "years"]));
});

describe.each(zones)("on a machine in %s", (name) => {
  test.each(limits)("%s end to the second, over leap days and changed clocks", (_, limit) => {
    process.env["TZ"] = name;
    for (const begin of begins) {
      const end = endByCalendar(begin, limit);
      const seen = [-secondMs, 0, secondMs, dayMs, 3 * dayMs, 33 * dayMs].map((ms) => isOver(begin, limit, end + ms));
      expect(seen, `${begin} until ${new Date(end).toISOString()}`).toEqual([false, true, true, true, true, true]);
    }
  });
});
