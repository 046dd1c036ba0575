import { describe, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../../framework/clock.ts";
import { countryPositions } from "./country-positions.ts";
import { judgePlace, type SignIn } from "./judge-place.ts";
import { measureDistance } from "./measure-distance.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
const right = (country: string | null, at = 0): SignIn => ({ at: new Date(noon + at), country });
const kinds = (latest: SignIn, earlier: SignIn[]) =>
  judgePlace(latest, earlier).map(({ kind, severity }) => `${severity} ${kind}`);

describe("where somebody signs in from", () => {
  test("the first sign-in, the usual country, and an address in no country are nothing to speak of", () => {
    expect(kinds(right("DE"), [])).toEqual([]);
    expect(kinds(right("DE", hourMs), [right("DE")])).toEqual([]);
    expect(kinds(right(null, hourMs), [right("DE")])).toEqual([]);
    expect(kinds(right("DE", hourMs), [right(null)])).toEqual([]);
  });

  test("a country that was not there before is told, with the one before", () => {
    expect(judgePlace(right("NZ", 40 * hourMs), [right("DE")])).toEqual([
      { kind: "sign_in.new_country", severity: "warning", facts: { country: "NZ", previous_country: "DE" } },
    ]);
    expect(kinds(right("DE", 80 * hourMs), [right("DE"), right("NZ", 40 * hourMs)])).toEqual([]);
  });

  test("a journey faster than an airliner is critical, one that takes its time is not", () => {
    expect(kinds(right("NZ", 10 * minuteMs), [right("DE")])).toEqual(["critical sign_in.impossible_travel"]);
    expect(kinds(right("NZ", 10 * hourMs), [right("DE")])).toEqual(["critical sign_in.impossible_travel"]);
    expect(kinds(right("NZ", 24 * hourMs), [right("DE")])).toEqual(["warning sign_in.new_country"]);
  });

  test("neighbours are never too far apart, however soon", () => {
    for (const [from, to] of [
      ["DE", "FR"],
      ["US", "CA"],
      ["US", "MX"],
      ["RU", "FI"],
      ["IN", "PK"],
      ["GB", "IE"],
    ] as const)
      expect([from, to, ...kinds(right(to, 1000), [right(from)])]).toEqual([from, to, "warning sign_in.new_country"]);
  });

  test("going to and fro between usual countries, as a VPN does, is a note and no alarm", () => {
    const earlier = [right("DE"), right("US", 24 * hourMs), right("DE", 48 * hourMs)];
    expect(kinds(right("US", 48 * hourMs + minuteMs), earlier)).toEqual(["info sign_in.impossible_travel"]);
  });
});

test("distances are those of the globe, from border to border about", () => {
  expect(measureDistance("DE", "NZ")).toBeGreaterThan(15_000);
  expect(measureDistance("GB", "US")).toBeGreaterThan(2500);
  expect(measureDistance("DE", "DE")).toBe(0);
  expect(measureDistance("DE", "??")).toBe(0);
  expect(countryPositions.size).toBe(247);
  for (const { latitude, longitude, reachKm } of countryPositions.values())
    expect(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && reachKm > 0).toBe(true);
});
