import { expect, test } from "vitest";
import { formatCredits, toCredits, toMicroCredits } from "./format-credits.ts";

test("an amount is shown to the micro-credit", () => {
  expect(formatCredits(12_500_000, "en")).toBe("12.50");
  expect(formatCredits(-1, "en")).toBe("-0.000001");
  expect(formatCredits(1_234_567_890_123, "en")).toBe("1,234,567.890123");
});

test("what is typed in credits is whole micro-credits", () => {
  expect(toMicroCredits(0.1 + 0.2)).toBe(300_000);
  expect(toCredits(toMicroCredits(19.99))).toBe(19.99);
});
