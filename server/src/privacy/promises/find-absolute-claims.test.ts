import { expect, test } from "vitest";
import { findAbsoluteClaims } from "./find-absolute-claims.ts";

test("claims that nobody can keep are found, whatever their words", () => {
  const claims = ["It is 100% secure.", "Completely safe!", "Military-grade encryption", "fully GDPR-compliant"];
  expect(claims.map((text) => findAbsoluteClaims(text).length)).toEqual([1, 1, 1, 1]);
});

test("what can be kept may be said", () => {
  const sentences = ["No measure makes a system perfectly secure.", "Connections are encrypted with TLS 1.3."];
  expect(sentences.flatMap(findAbsoluteClaims)).toEqual([]);
});
