import { expect, test } from "vitest";
import { newDataKey } from "../framework/keys/sealing.ts";
import { allDetectors } from "./guardrail/all-detectors.ts";
import { detectAll } from "./guardrail/detect-all.ts";
import { nameDetectors } from "./guardrail/names/name-detectors.ts";
import { seeThrough } from "./guardrail/see-through.ts";
import { markUntrusted, untrustedWord } from "./mark-untrusted.ts";

test("no detector takes the marks of a text from outside for a name, a number or a secret", async () => {
  const detectors = [...allDetectors, ...nameDetectors];
  for (let n = 0; n < 1000; n += 1) {
    const text = markUntrusted(untrustedWord(), "file", "The otter sleeps at noon.");
    const seen = (await seeThrough(text))?.text ?? text;
    for (const one of [text, seen]) expect(await detectAll(one, detectors, { now: new Date(0) }), text).toEqual([]);
  }
});

test("the word of one text under one key is always the same, and that of another text or key another", () => {
  const [key, other] = [newDataKey(), newDataKey()];
  const word = untrustedWord({ key, id: "tcl_1" });
  expect(untrustedWord({ key, id: "tcl_1" })).toBe(word);
  expect(new Set([word, untrustedWord({ key, id: "tcl_2" }), untrustedWord({ key: other, id: "tcl_1" })]).size).toBe(3);
  expect(untrustedWord()).not.toBe(untrustedWord());
});
