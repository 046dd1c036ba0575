import { expect, test } from "vitest";
import { fuzzAnswers } from "./placeholders/fuzz-answers.ts";

test("whatever a model makes of placeholders, and wherever its answer is cut, what was meant is shown and no more", async () => {
  const seed = String(Math.floor(Math.random() * 1e9));
  console.log(`placeholder fuzz, seed ${seed}`);
  const { placeholders, foreign, wrong } = await fuzzAnswers(200, seed);
  expect(wrong).toEqual([]);
  expect(placeholders).toBeGreaterThan(200);
  expect(foreign).toBeGreaterThan(50);
});
