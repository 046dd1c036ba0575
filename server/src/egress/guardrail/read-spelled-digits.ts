import type { Escape } from "./escape.ts";
import { spelledNumbers as values } from "./spelled-numbers.ts";

const times: ReadonlyMap<string, number> = new Map([
  ["double", 2],
  ["triple", 3],
]);
/** Fewer are no number of anybody's: of digits so many, of numbers in tens fewer words and more digits. */
const leastWords = 6;
const [leastInTens, leastDigits] = [4, 7];
const longest = Math.max(...[...values.keys()].map((word) => word.length));
/** Between two words of a number; `y`, `e` and `et` join tens and units. */
const gap = /^(?:[ ,.;:\n\t-]{1,3}| (?:y|e|et) |-et-)$/;
const longestGap = 4;
const first = new Set([...values.keys(), ...times.keys(), "plus"].map((word) => word.charCodeAt(0)));
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 0xc0;

type Said = { from: number; to: number; word: string };

/** Numbers said digit by digit or in tens, after a plus that is said, too. */
export function* readSpelledDigits(part: string): Generator<Escape> {
  let run: Said[] = [];
  for (const said of readWords(part)) {
    const last = run.at(-1);
    const between = last ? part.slice(last.to, Math.min(said.from, last.to + longestGap + 1)) : "";
    if (last && (said.word === "plus" || !gap.test(between))) {
      yield* toEscape(part, run);
      run = [];
    }
    run.push(said);
  }
  yield* toEscape(part, run);
}

/** Every word that may be part of a number, where it stands. */
function* readWords(part: string): Generator<Said> {
  for (let from = 0, to = 0; from < part.length; from = to + 1) {
    to = from;
    while (to < part.length && isLetter(part.charCodeAt(to))) to++;
    if (to === from || to - from > longest || !first.has(part.charCodeAt(from) | 32)) continue;
    const word = part.slice(from, to).toLowerCase();
    if (values.has(word) || times.has(word) || word === "plus") yield { from, to, word };
  }
}

function* toEscape(part: string, run: readonly Said[]): Generator<Escape> {
  const words = run.flatMap(({ word }) => values.get(word) ?? []);
  const isInTens = words.some((digits) => digits.length > 1);
  if (words.length < (isInTens ? leastInTens : leastWords)) return;
  const text = decodeSpelled(part, run);
  if (isInTens && text.length < leastDigits) return;
  yield { from: run[0]!.from, to: run.at(-1)!.to, text };
}

/** "double seven" is 77, "twenty-three" 23, "soixante-douze" 72, "quatre-vingt-douze" 92. */
function decodeSpelled(part: string, run: readonly Said[]): string {
  const digits: string[] = [];
  let next = 1;
  for (const [at, { word, from }] of run.entries()) {
    if (word === "plus") digits.push("+");
    const value = values.get(word);
    const before = at > 0 ? part.slice(run[at - 1]!.to, from) : "";
    if (value !== undefined && next === 1 && joinTens(digits, value, before)) continue;
    if (value !== undefined) digits.push(value.repeat(next));
    next = times.get(word) ?? 1;
  }
  return digits.join("");
}

/** Whether a number goes into the one before it. */
function joinTens(digits: string[], value: string, gapBefore: string): boolean {
  const last = digits.at(-1);
  if (last === undefined || /[,.;:\n]/.test(gapBefore)) return false;
  const isHyphen = gapBefore.startsWith("-");
  const isTens = /^[2-9]0$/.test(last);
  let sum: number | undefined;
  if (isTens && /^[1-9]$/.test(value)) sum = Number(last) + Number(value);
  else if ((last === "60" || last === "80") && /^1\d$/.test(value) && gapBefore !== " ")
    sum = Number(last) + Number(value);
  else if (last === "4" && value === "20" && isHyphen) sum = 80;
  if (sum === undefined) return false;
  digits[digits.length - 1] = String(sum);
  return true;
}
