import type { Detector, Hit } from "../detector.ts";
import { topLevels } from "../network/top-levels.ts";

const at = /\s?[[({]at[\])}]\s?|\sat\s|\s?[[({]@[\])}]\s?/gi;
const dot = String.raw`(?:\s?[[({]dot[\])}]\s?|\sdot\s|\s?[[({]\.[\])}]\s?)`;
const domain = new RegExp(String.raw`^[\w-]{1,63}(?:(?:${dot}|\.)[\w-]{2,30}){1,4}`, "i");
const local = new RegExp(String.raw`[\w+-]{1,64}(?:(?:${dot}|\.)[\w+-]{1,30}){0,3}$`, "i");
const spelledDot = new RegExp(dot, "i");
const [before, after] = [100, 120];

/** Addresses written so that a program should not read them: `ada [at] example [dot] org`. */
export const spelledEmails: Detector = {
  name: "spelled-emails",
  longest: 256,
  detect(text) {
    const hits: Hit[] = [];
    for (const { 0: sign, index } of text.matchAll(at)) {
      const right = domain.exec(text.slice(index + sign.length, index + sign.length + after))?.[0];
      if (!right) continue;
      const isPlain = sign.trim().toLowerCase() === "at";
      // "look at example.org": only what is spelled out as well is an address.
      if (isPlain && !spelledDot.test(right)) continue;
      const ending = /[\w-]+$/.exec(right)?.[0].toLowerCase() ?? "";
      const left = local.exec(text.slice(Math.max(0, index - before), index))?.[0];
      if (!left || !topLevels.has(ending)) continue;
      const [start, end] = [index - left.length, index + sign.length + right.length];
      hits.push({ start, end, cls: "email", rule: "email.spelled", score: 0.85 });
    }
    return hits;
  },
};
