import { expect, test } from "vitest";
import { emailField } from "./normalize-email.ts";

test.each([
  ["Ada@Example.TEST", "ada@example.test"],
  ["  ada@example.test ", "ada@example.test"],
  ["ada@bücher.example", "ada@xn--bcher-kva.example"],
  ["ada+tag@example.test", "ada+tag@example.test"],
])("%j is one mailbox with %s", (typed, kept) => {
  expect(emailField.parse(typed)).toBe(kept);
});

test.each([
  "",
  "ada",
  "@example.test",
  "ada@",
  "a b@example.test",
  "ada@example",
  "ada@@example.test",
  "ada@example.test\nBcc: bob@example.test",
  `${"a".repeat(250)}@example.test`,
  "ada@exa mple.test",
])("%j is no address", (typed) => {
  expect(emailField.safeParse(typed).success).toBe(false);
});
