import { foldName } from "../../../egress/public.ts";

/** How a word that may be part of a name is written. */
export type Written = { folded: string; isCapital: boolean };
/** Where it stands in a text. `end` leaves out what an apostrophe adds: the `'s` of "Ada's". */
export type Word<W extends Written = Written> = { start: number; end: number; written: W };

const wordForm = /\p{L}[\p{L}\p{M}]*(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const longestWord = 60;
const apostrophe = /['’ʼ]/u;

/** Stand between the parts of a name and are nobody's. */
const particles: ReadonlySet<string> = new Set(
  "von van vom zu zum zur der den dem de del della di da dos das du la le el ter ten und and y i e al bin ibn".split(
    " ",
  ),
);
export const isParticle = ({ folded }: Pick<Written, "folded">): boolean => particles.has(folded);

export function writtenAs(word: string): Written {
  const first = word[0]!;
  const lower = first.toLowerCase();
  return { folded: foldName(word), isCapital: first !== lower || lower === first.toUpperCase() };
}

/** Words from left to right; linear in the text's length. */
export function* readWords<W extends Written>(text: string, lookAt: (word: string) => W): Generator<Word<W>> {
  for (const { 0: found, index } of text.matchAll(wordForm)) {
    if (found.length > longestWord) continue;
    // "Ada's" and "Pete'a" are Ada and Pete; "O'Brien" is a name of its own.
    const cut = found.search(apostrophe);
    const isAdded = cut > 1 && found.length - cut <= 4;
    const word = isAdded ? found.slice(0, cut) : found;
    yield { start: index, end: index + word.length, written: lookAt(word) };
  }
}
