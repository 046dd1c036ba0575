import { expect, test } from "vitest";
import { embedText } from "./embed-text.ts";

const nearness = (a: string, b: string) => {
  const other = embedText(b);
  return embedText(a).reduce((sum, value, at) => sum + value * other[at]!, 0);
};

test("a text has one vector, of length one and as many dimensions as asked for, whatever is written in it", () => {
  for (const text of ["A red apple", "東京の大学", "", "…!", "a".repeat(20_000)]) {
    expect(embedText(text)).toEqual(embedText(text));
    expect(embedText(text, 64)).toHaveLength(64);
    expect(Math.hypot(...embedText(text))).toBeCloseTo(1, 9);
  }
  // The same on every day and machine: vectors of before stay comparable.
  expect(embedText("apple", 4).map((value) => Number(value.toFixed(3)))).toEqual([-0.945, -0.189, -0.189, 0.189]);
});

test("texts lie near each other where they share words, plurals or parts of words, and words that tell more count more", () => {
  expect(nearness("the red apples", "a red apple")).toBeGreaterThan(nearness("the red apples", "a blue table"));
  expect(nearness("apples", "Apple")).toBeGreaterThan(0.99);
  expect(nearness("Fahrradschloss", "Das Schloss am Fahrrad")).toBeGreaterThan(
    nearness("Fahrradschloss", "Das Haus am Meer"),
  );
  expect(nearness("who paid the invoice", "the invoice")).toBeGreaterThan(nearness("who paid the invoice", "who the"));
});
