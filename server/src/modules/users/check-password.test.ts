import { expect, test } from "vitest";
import { checkPassword } from "./check-password.ts";

const ada = { email: "ada.lovelace-1815@example.test", name: "Ada Lovelace King" };
const reasonFor = (password: string) => {
  try {
    checkPassword(password, ada);
    return "accepted";
  } catch (error) {
    return (error as { facts: { reason: string } }).facts.reason;
  }
};

test.each([
  ["analytical engine", "accepted"],
  ["kR7#mm2!pQ9z", "accepted"],
  ["ありがとうございます、世界さん", "accepted"],
  ["elevenchars", "too_short"],
  ["👩‍🚀👩‍🚀", "too_short"],
  ["x".repeat(100) + "yz".repeat(51), "too_long"],
  ["ada.lovelace-1815@example.test", "about_you"],
  ["ADA.Lovelace-1815", "about_you"],
  ["ada lovelace king", "about_you"],
  ["adalovelaceking", "about_you"],
  ["Password1234", "common"],
  ["correct horse battery staple", "common"],
  ["aaaaaaaaaaaaaaa", "pattern"],
  ["abcabcabcabcab", "pattern"],
  ["bcdefghijklmnop", "pattern"],
  ["zyxwvutsrqponm", "pattern"],
])("%s is %s", (password, outcome) => {
  expect(reasonFor(password)).toBe(outcome);
});
