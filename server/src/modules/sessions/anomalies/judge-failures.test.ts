import { describe, expect, test } from "vitest";
import { judgeFailures } from "./judge-failures.ts";

describe("wrong tries", () => {
  const told = (tries: number, networks: number, isNewNetwork = true) =>
    judgeFailures({ tries, networks, isNewNetwork }).map(({ kind, severity }) => `${severity} ${kind}`);

  test("eight in a row are told once, and again at four times as many", () => {
    const many = ["warning sign_in.many_failures"];
    expect([7, 8, 9, 31, 32, 33].map((tries) => told(tries, 1, false))).toEqual([[], many, [], [], many, []]);
  });

  test("tries from five networks within the hour are told, from twenty they are critical", () => {
    expect(told(6, 5)).toEqual(["warning sign_in.many_networks"]);
    expect(told(6, 5, false)).toEqual([]);
    expect(told(21, 20)).toEqual(["critical sign_in.many_networks"]);
  });
});
