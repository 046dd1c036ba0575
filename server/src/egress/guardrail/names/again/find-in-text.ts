import type { Hit } from "../../detector.ts";
import { titles } from "../word-classes.ts";
import {
  type AgainClass,
  type Collected,
  foldedOf,
  isCapital,
  keyOf,
  mayStandAlone,
  phraseWordsMax,
} from "./collect-names.ts";
import { type Forms, readWords, type Word } from "./read-words.ts";

export type Looking = { collected: Collected; formOf: Forms };

/** Where words of collected names stand in a text, and so what of it is a name. */
export function* findIn(text: string, looking: Looking): Generator<undefined, Hit[]> {
  const hits: Hit[] = [];
  let run: Word[] = [];
  let last: Word | undefined;
  /** What stands before a run. */
  let behind: Word | undefined;
  const first = new Set([...looking.collected.stems].map((stem) => stem.charCodeAt(0)));
  for (const word of readWords(text, looking.formOf, first)) {
    if (word === undefined) {
      yield;
      continue;
    }
    if (looking.collected.stems.has(word.stem)) {
      const goesOn = last !== undefined && run.at(-1) === last && hangsTogether(text, last, word);
      if (!goesOn || run.length === runMax) {
        for (const hit of readRun(text, run, behind, looking)) hits.push(hit);
        [run, behind] = [[], last];
      }
      run.push(word);
    }
    last = word;
  }
  for (const hit of readRun(text, run, behind, looking)) hits.push(hit);
  return hits;
}

/** Read at once: a text may be one name over and over. */
const runMax = 256;

/** Only a space, hyphen or comma between, or a point after something short or before a number. */
function hangsTogether(text: string, before: Word, word: Word): boolean {
  const gap = text.slice(before.end, word.start);
  if (gap.length > 3 || !/^[\s,.\-–'’/"]*$/u.test(gap)) return false;
  return !gap.includes(".") || before.raw.length <= 3 || /^\p{N}/u.test(word.raw);
}

function readRun(text: string, run: readonly Word[], before: Word | undefined, looking: Looking): Hit[] {
  const hits: Hit[] = [];
  for (let i = 0; i < run.length; ) {
    const phrase = longestPhrase(run, i, looking.collected);
    if (phrase) {
      hits.push(hitOf(run[i]!.start, run[i + phrase.length - 1]!.end, phrase.cls, 0.75));
      i += phrase.length;
      continue;
    }
    const one = readPart(run[i]!, i === 0 ? before : run[i - 1], looking);
    const last = hits.at(-1);
    const gap = last === undefined ? "" : text.slice(last.end, run[i]!.start);
    // A short part of a double name belongs to it: "Drummond-Hay".
    if (
      last &&
      (gap === "-" ? isCapital(run[i]!.raw) : gap === " " && one?.cls === last.cls && one.score === last.score)
    )
      last.end = run[i]!.end;
    else if (one) hits.push(one);
    i++;
  }
  return hits;
}

function longestPhrase(run: readonly Word[], from: number, { phrases, lengths }: Collected) {
  const known = lengths.get(run[from]!.stem);
  if (!known) return undefined;
  for (let length = Math.min(phraseWordsMax, run.length - from); length >= 2; length--) {
    if (!known.has(length)) continue;
    const words = run.slice(from, from + length);
    const phrase = phrases.get(keyOf(words));
    if (phrase && (phrase.folded.has(foldedOf(words)) || words.every(({ raw }) => isCapital(raw))))
      return { cls: phrase.cls, length };
  }
  return undefined;
}

/** One word of a name: by itself, with a capital, where no list of words has it; after a form of address any that has a capital. */
function readPart(word: Word, before: Word | undefined, looking: Looking): Hit | undefined {
  const part = looking.collected.parts.get(word.stem);
  if (!part || !isCapital(word.raw)) return undefined;
  const isTitled =
    before !== undefined && titleWords.has(looking.formOf(before.raw).folded) && word.start - before.end <= 2;
  if (!isTitled && !mayStandAlone(word)) return undefined;
  const isSame = part.folded.has(word.folded);
  return hitOf(word.start, word.end, part.cls, part.isOfFullName && isSame ? 0.72 : 0.6);
}

const titleWords: ReadonlySet<string> = new Set(titles);

const hitOf = (start: number, end: number, cls: AgainClass, score: number): Hit => ({
  start,
  end,
  cls,
  rule: `name.again.${cls}`,
  score,
});
