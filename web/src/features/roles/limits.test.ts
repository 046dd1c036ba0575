import { expect, test } from "vitest";
import { readLimits, writeLimits } from "./limits.ts";

const hour = { attribute: "hour" as const, from: 8, to: 18, time_zone: "Europe/Berlin" };
const country = { attribute: "country" as const, in: ["JP"] };
const amount = { attribute: "amount" as const, at_most: 0 };
const channel = { attribute: "channel" as const, in: ["chn_1"] };
const ofOne = { ...amount, permissions: ["wallet.write" as const] };

test("what the editor does not show stays as it is", () => {
  const { limits, others } = readLimits([channel, hour, ofOne, country, { ...country, in: ["DE"] }, amount]);
  expect(limits).toEqual({ hours: { from: 8, to: 18, time_zone: "Europe/Berlin" }, countries: ["JP"], amountMost: 0 });
  expect(others).toEqual([channel, ofOne, { ...country, in: ["DE"] }]);
  expect(writeLimits(limits, others)).toEqual([...others, hour, country, amount]);
});

test("no limit is no condition", () => {
  expect(writeLimits({ hours: undefined, countries: [], amountMost: undefined }, [])).toEqual([]);
});
