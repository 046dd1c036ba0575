import { expect, test } from "vitest";
import { randomBytesFromPool } from "./random.ts";

test("no two draws share bytes, also across the end of the pool", () => {
  const drawn = Array.from({ length: 2000 }, () => randomBytesFromPool(12).toString("hex"));
  expect(new Set(drawn).size).toBe(2000);
  expect(drawn).not.toContain("00".repeat(12));
});

test("a draw is a copy: what becomes of it changes no other", () => {
  const first = randomBytesFromPool(16);
  const kept = Buffer.from(first);
  randomBytesFromPool(16).fill(1);
  expect(first).toEqual(kept);
});
