import { expect, test } from "vitest";
import { isReserved, usernameField } from "./normalize-username.ts";

test.each([
  ["Ada", "ada"],
  ["  ada.lovelace ", "ada.lovelace"],
  ["ＡＤＡ", "ada"],
  ["a-1_b", undefined],
  ["a-b-c", "a-b-c"],
])("%j is one name with %s", (typed, kept) => {
  expect(usernameField.safeParse(typed).data).toBe(kept ?? typed);
});

test.each([
  "",
  "ad",
  "a".repeat(33),
  "ada@example",
  "ada..l",
  ".ada",
  "ada-",
  "аda", // the first letter is Cyrillic
  "ada lovelace",
  "ada\u200b",
])("%j is no name", (typed) => {
  expect(usernameField.safeParse(typed).success).toBe(false);
});

test.each(["admin", "support", "sign-in", "ad.min", "no.reply", "post-master"])(
  "%s is kept for the deployment",
  (name) => {
    expect(isReserved(name)).toBe(true);
  },
);

test("an ordinary name is not kept", () => {
  expect(isReserved("ada")).toBe(false);
});
