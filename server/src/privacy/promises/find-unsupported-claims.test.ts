import { expect, test } from "vitest";
import { canonicalPromises } from "./catalogue.ts";
import { claimedPromises, findUnsupportedClaims } from "./find-unsupported-claims.ts";

const everything = new Set(canonicalPromises.keys());
const wordsIn = (text: string, made = everything) => findUnsupportedClaims(text, made).map(({ words }) => words);

test.each([
  ["Messages are end-to-end encrypted."],
  ["Our DSGVO-konforme Plattform."],
  ["A GDPR-compliant platform"],
  ["SOC 2 audited"],
  ["Zero-knowledge storage"],
  ["Your data is 100% safe."],
  ["Absolut sicher für alle Daten."],
])("%s is said of nothing here, whatever is promised", (text) => {
  expect(wordsIn(text)).toHaveLength(1);
});

test("what a promise supports may be said while it is made, and no longer", () => {
  const text = "Your data is never sold.";
  expect(wordsIn(text)).toEqual([]);
  expect(wordsIn(text, new Set())).toEqual(["never sold"]);
  expect(wordsIn("Card numbers never reach us.", new Set(["processor.nosale"]))).toEqual(["Card numbers never"]);
});

test("what says less is no claim", () => {
  const sentences = [
    "No measure makes a system perfectly secure.",
    "GDPR Art. 30 asks for it.",
    "Nothing leaves unseen.",
  ];
  expect(sentences.flatMap((text) => wordsIn(text, new Set()))).toEqual([]);
});

test("every claim that may be said names a promise that there is", () => {
  expect(claimedPromises().filter((name) => !everything.has(name))).toEqual([]);
});
