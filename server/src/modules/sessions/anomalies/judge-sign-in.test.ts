import { describe, expect, test } from "vitest";
import { hourMs, minuteMs } from "../../../framework/clock.ts";
import { countryPositions } from "./country-positions.ts";
import { judgeSignIn, type SignInTry } from "./judge-sign-in.ts";
import { measureDistance } from "./measure-distance.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
const right = (country: string | null, at = 0): SignInTry => ({
  at: new Date(noon + at),
  network: "home",
  wasRight: true,
  country,
});
const wrong = (network: string, at = 0): SignInTry => ({
  at: new Date(noon + at),
  network,
  wasRight: false,
  country: null,
});
const kinds = (latest: SignInTry, earlier: SignInTry[]) =>
  judgeSignIn(latest, earlier).map(({ kind, severity }) => `${severity} ${kind}`);

describe("where somebody signs in from", () => {
  test("the first sign-in, the usual country, and an address in no country are nothing to speak of", () => {
    expect(kinds(right("DE"), [])).toEqual([]);
    expect(kinds(right("DE", hourMs), [right("DE")])).toEqual([]);
    expect(kinds(right(null, hourMs), [right("DE")])).toEqual([]);
    expect(kinds(right("DE", hourMs), [right(null)])).toEqual([]);
  });

  test("a country that was not there before is told, with the one before", () => {
    expect(judgeSignIn(right("NZ", 40 * hourMs), [right("DE")])).toEqual([
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

describe("wrong tries", () => {
  const times = (count: number, network: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => wrong(network(n), n * 1000));

  test("eight in a row are told once, and again at four times as many", () => {
    const told = [6, 7, 8, 30, 31, 32].map((before) =>
      kinds(
        wrong("x", hourMs / 2),
        times(before, () => "x"),
      ),
    );
    const many = ["warning sign_in.many_failures"];
    expect(told).toEqual([[], many, [], [], many, []]);
  });

  test("a right one in between starts the count anew", () => {
    expect(kinds(wrong("x", 60_000), [...times(7, () => "x"), right("DE", 30_000)])).toEqual([]);
  });

  test("tries from five networks within the hour are told, from twenty they are critical", () => {
    expect(
      kinds(
        wrong("new", 60_000),
        times(4, (n) => `n${n}`),
      ),
    ).toEqual(["warning sign_in.many_networks"]);
    expect(
      kinds(
        wrong("n0", 60_000),
        times(4, (n) => `n${n}`),
      ),
    ).toEqual([]);
    expect(
      kinds(
        wrong("new", 60_000),
        times(19, (n) => `n${n}`),
      ),
    ).toContain("critical sign_in.many_networks");
    expect(
      kinds(
        wrong("new", 2 * hourMs),
        times(4, (n) => `n${n}`),
      ),
    ).toEqual([]);
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
