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

/** Numbers said digit by digit, after a plus that is said, too. */
export function* readSpelledDigits(part: string): Generator<Escape> {
  let run: { from: number; to: number; count: number } | undefined;
  for (let at = 0; at < part.length; at++) {
    if (!isLetter(part.charCodeAt(at))) continue;
    let to = at + 1;
    while (to < part.length && isLetter(part.charCodeAt(to))) to++;
    const said = to - at <= longest && first.has(part.charCodeAt(at) | 32) ? part.slice(at, to).toLowerCase() : "";
    const goesOn = run !== undefined && gap.test(part.slice(run.to, Math.min(at, run.to + 4)));
    const isSaid = values.has(said) || times.has(said) || (said === "plus" && !goesOn);
    if (run && !(isSaid && goesOn)) {
      if (run.count >= leastWords) yield toEscape(part, run);
      run = undefined;
    }
    if (isSaid) run = { from: run?.from ?? at, to, count: (run?.count ?? 0) + (values.has(said) ? 1 : 0) };
    at = to - 1;
  }
  if (run && run.count >= leastWords) yield toEscape(part, run);
}

const toEscape = (part: string, { from, to }: { from: number; to: number }): Escape => ({
  from,
  to,
  text: decodeSpelled(part.slice(from, to)),
});

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
