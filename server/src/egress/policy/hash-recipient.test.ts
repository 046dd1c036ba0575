import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { hashRecipient, isRecipientAllowed, normalizeRecipient } from "./hash-recipient.ts";

const keyring = {
  keyedHash: (purpose: string, value: string) => createHmac("sha256", "pepper").update(`${purpose}|${value}`).digest(),
} as unknown as Parameters<typeof hashRecipient>[0];
const listed = (...names: string[]) => names.map((name) => hashRecipient(keyring, normalizeRecipient(name)!));

test("a listed domain lets every address of it through, a listed address only itself", () => {
  const allowed = listed("Example.com", "ada@other.test", "+49 (30) 123-456");
  const through = ["bob@EXAMPLE.com", "ada@other.test", "+4930123456", "example.com"];
  const held = ["bob@other.test", "bob@sub.example.com", "bob@example.com.evil.test", "+4930123457", "nonsense", ""];
  expect(through.filter((one) => !isRecipientAllowed(keyring, allowed, one))).toEqual([]);
  expect(held.filter((one) => isRecipientAllowed(keyring, allowed, one))).toEqual([]);
});

test("any lets everyone through, an empty list nobody", () => {
  expect(isRecipientAllowed(keyring, "any", "bob@example.com")).toBe(true);
  expect(isRecipientAllowed(keyring, [], "bob@example.com")).toBe(false);
});
