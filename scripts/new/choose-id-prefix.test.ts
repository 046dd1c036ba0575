import { expect, test } from "vitest";
import { chooseIdPrefix } from "./choose-id-prefix.ts";

test.each([
  ["message", [], "mes"],
  ["message", ["mes"], "mea"],
  ["message", ["mes", "mea"], "meg"],
  ["api-key", [], "api"],
])("%s with %j taken is %s", (singular, taken, prefix) => {
  expect(chooseIdPrefix(singular, new Set(taken))).toBe(prefix);
});

test("where all are taken, it is for a person to choose", () => {
  expect(() => chooseIdPrefix("tag", new Set(["tag"]))).toThrow("write tables.ts by hand");
});
