import type { Escape } from "./escape.ts";

/** Digits in the languages of the guardrail, with and without their marks; "meia" is Brazil's half a dozen. */
const words: readonly string[] = [
  "zero oh nought null zéro cero nul",
  "one eins un uno een één jeden um",
  "two zwei zwo deux dos due twee dwa dois",
  "three drei trois tres tre drie trzy três",
  "four vier quatre cuatro quattro cztery quatro",
  "five fünf fuenf cinq cinco cinque vijf pięć piec",
  "six sechs seis sei zes sześć szesc meia",
  "seven sieben sept siete sette zeven siedem sete",
  "eight acht huit ocho otto osiem oito",
  "nine neun neuf nueve nove negen dziewięć dziewiec",
];
const values = new Map(words.flatMap((row, digit) => row.split(" ").map((word) => [word, String(digit)] as const)));
const times: ReadonlyMap<string, number> = new Map([
  ["double", 2],
  ["triple", 3],
]);
/** Fewer are no number of anybody's. */
const leastWords = 6;
const longest = 8;
const gap = /^[ ,.;:\n\t-]{1,3}$/;
const first = new Set([...values.keys(), ...times.keys(), "plus"].map((word) => word.charCodeAt(0)));
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 0xc0;

type Said = { from: number; to: number; word: string };

/** Numbers said digit by digit, after a plus that is said, too. */
export function* readSpelledDigits(part: string): Generator<Escape> {
  let run: Said[] = [];
  for (const said of readWords(part)) {
    const last = run.at(-1);
    if (last && (said.word === "plus" || !gap.test(part.slice(last.to, Math.min(said.from, last.to + 4))))) {
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
  if (run.filter(({ word }) => values.has(word)).length < leastWords) return;
  const [from, to] = [run[0]!.from, run.at(-1)!.to];
  yield { from, to, text: decodeSpelled(part.slice(from, to)) };
}

/** "double seven" is 77. */
function decodeSpelled(said: string): string {
  let [digits, next] = ["", 1];
  for (const word of said.toLowerCase().split(/[^\p{L}]+/u)) {
    if (word === "plus") digits += "+";
    const digit = values.get(word);
    if (digit !== undefined) digits += digit.repeat(next);
    next = times.get(word) ?? 1;
  }
  return digits;
}
