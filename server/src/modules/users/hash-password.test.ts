import { expect, test } from "vitest";
import { hashPassword, isOutdated, usualCost, verifyPassword } from "./hash-password.ts";

const floor = { memoryKiB: 19 * 1024, passes: 2, lanes: 1 };

test("a password is hashed with argon2id at 64 MiB, three passes, one lane, and a salt of its own", async () => {
  const [one, other] = await Promise.all([
    hashPassword("four walls and a roof"),
    hashPassword("four walls and a roof"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword(one, "four walls and a roof")).toBe(true);
  expect(await verifyPassword(one, "four walls and a root")).toBe(false);
});

test("no cost below the floor is taken", () => {
  for (const cheaper of [{ memoryKiB: 19 * 1024 - 1 }, { passes: 1 }, { lanes: 0 }])
    expect(() => hashPassword("four walls and a roof", { ...floor, ...cheaper })).toThrow("below the floor");
});

test("a hash of another cost is outdated", async () => {
  const cheap = await hashPassword("four walls and a roof", floor);
  expect(isOutdated(cheap, usualCost)).toBe(true);
  expect(isOutdated(cheap, floor)).toBe(false);
});

test("where there is no account, nothing is right", async () => {
  expect(await verifyPassword(undefined, "four walls and a roof", floor)).toBe(false);
});

test("the same characters composed differently are the same password", async () => {
  const hash = await hashPassword("caf\u00e9 au lait, please", floor);
  expect(await verifyPassword(hash, "cafe\u0301 au lait, please", floor)).toBe(true);
});

test("many at once all get their turn", async () => {
  const hash = await hashPassword("four walls and a roof", floor);
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, i) => verifyPassword(hash, i % 2 ? "four walls and a roof" : "a guess", floor)),
  );
  expect(answers).toEqual(Array.from({ length: 24 }, (_, i) => i % 2 === 1));
});
