import { expect, test } from "vitest";
import { describeFacts } from "./describe-facts.ts";

test("countries are named, codes are read as words, and what is unknown is left out", () => {
  const told = describeFacts({ country: "NZ", previous_country: null, wrong_tries: 12 });
  expect(told).toBe("country: New Zealand · wrong tries: 12");
});
