import { expect, test } from "vitest";
import { networkField, reachesFrom } from "./reaches-from.ts";

test("a network is written one way, whatever was typed", () => {
  const typed = ["192.0.2.77/24", " 192.0.2.7 ", "2001:DB8:0::1/32", "::ffff:192.0.2.7"];
  expect(typed.map((one) => networkField.parse(one))).toEqual([
    "192.0.2.0/24",
    "192.0.2.7/32",
    "2001:db8::/32",
    "192.0.2.7/32",
  ]);
});

test("what is no network is refused", () => {
  for (const typed of ["", "everywhere", "192.0.2.0/33", "192.0.2", "1", "2001:db8::/129", "192.0.2.0/-1"])
    expect([typed, networkField.safeParse(typed).success]).toEqual([typed, false]);
});

test("an address is inside or outside, in its own family", () => {
  const networks = ["192.0.2.0/24", "2001:db8::/32"];
  for (const ip of ["192.0.2.1", "::ffff:192.0.2.255", "2001:db8:ffff::1"])
    expect([ip, reachesFrom(networks, ip)]).toEqual([ip, true]);
  for (const ip of ["192.0.3.1", "2001:db9::1", "", "nonsense"])
    expect([ip, reachesFrom(networks, ip)]).toEqual([ip, false]);
  expect(reachesFrom(["0.0.0.0/0"], "2001:db8::1")).toBe(false);
  expect(reachesFrom([], "203.0.113.1")).toBe(true);
});
