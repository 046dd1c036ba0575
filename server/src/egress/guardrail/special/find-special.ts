import type { ClassId } from "../classes.ts";
import { fold } from "../context/fold.ts";
import type { Detector, Hit } from "../detector.ts";
import { buildMatcher } from "../match-keywords.ts";
import { isLetterOrDigit } from "../read-characters.ts";
import { findAges } from "./find-ages.ts";
import { personWords, specialWords } from "./special-words.ts";

type Entry = { word: string; cls: ClassId; isStem: boolean };
const entries: Entry[] = Object.entries(specialWords).flatMap(([cls, list]) =>
  [...new Set(list.split("|").map((written) => written.trim()))]
    .filter((written) => written !== "")
    .map((written) => ({ word: written.replaceAll("*", ""), cls: cls as ClassId, isStem: written.endsWith("*") })),
);
const matcher = buildMatcher(entries.map(({ word }) => word));
const [before, after] = [120, 60];
/** Words this near to each other are judged by what stands around the first. */
const nearMax = 45;

/** Words of the special categories where a person is spoken of, and ages of children. */
export const specialCategories: Detector = {
  name: "special",
  longest: 160,
  detect(text) {
    const hits: Hit[] = [];
    let [judgedAt, isAboutSomeone] = [-nearMax - 1, false];
    matcher.each(text, (index, end) => {
      const { word, cls, isStem } = entries[index]!;
      const start = end - word.length;
      if (isLetterOrDigit(text.charCodeAt(start - 1)) || (!isStem && isLetterOrDigit(text.charCodeAt(end)))) return;
      if (isOfProgram(text, start, end)) return;
      if (start - judgedAt > nearMax) {
        isAboutSomeone = speaksOfPerson(text.slice(Math.max(0, start - before), end + after));
        judgedAt = start;
      }
      if (!isAboutSomeone) return;
      let to = end;
      while (isStem && to - end < 30 && isLetterOrDigit(text.charCodeAt(to))) to++;
      const last = hits.at(-1);
      // Of words that begin at the same place the longest is said.
      if (last?.start === start && last.cls === cls) last.end = Math.max(last.end, to);
      else hits.push({ start, end: to, cls, rule: `special.${cls}`, score: 0.6 });
    });
    hits.push(...findAges(text));
    return hits;
  },
};

/** `disabled={isBusy}`, `item.depressed()`: what a program calls so, and the state of a thing. */
function isOfProgram(text: string, start: number, end: number): boolean {
  if (/^[=({_]/.test(text.slice(end, end + 1)) || /[\w)\]]\.$|[_$<]$/.test(text.slice(Math.max(0, start - 2), start)))
    return true;
  return text.slice(start, end) === "disabled" && /^["'`]/.test(text.slice(end, end + 1));
}

const speaksOfPerson = (window: string) =>
  fold(window)
    .split(" ")
    .some((word) => personWords.has(word));
