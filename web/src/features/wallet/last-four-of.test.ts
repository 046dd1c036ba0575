import { expect, test } from "vitest";
import { lastFourOf } from "./last-four-of.ts";

test("of a card's number nothing is kept but its last four digits", () => {
  expect(lastFourOf("4242 4242 4242 4242")).toBe("4242");
  expect(lastFourOf("3782-822463-10005")).toBe("0005");
});

test("what is no card's number is none", () => {
  for (const typed of ["", "4242", "4242 4242 4242 4241", "4242 4242 4242 424x"])
    expect(lastFourOf(typed)).toBeUndefined();
});
