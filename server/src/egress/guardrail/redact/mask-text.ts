import type { Hit } from "../detector.ts";
import { type Found, openGrammar, wordOf, wordOfText } from "./placeholder-grammar.ts";
import type { Placeholders } from "./placeholders.ts";

export type Masked = { text: string; hits: readonly Hit[]; isName?: true };

/**
 * Puts a placeholder in the place of each hit, in several texts that leave together. What already looks like the
 * placeholder of another value is given one of its own: an answer that repeats the texts comes back as they are.
 */
export function maskTexts(given: readonly Masked[], placeholders: Placeholders): string[] {
  const words = new Set([...placeholders.words(), ...given.flatMap(({ hits }) => hits.map(({ cls }) => wordOf(cls)))]);
  if (words.size === 0) return given.map(({ text }) => text);
  const grammar = openGrammar([...words, wordOfText]);
  const cut = given.map(({ text, hits, isName }) =>
    isName && hits[0] ? [{ text, word: wordOf(hits[0].cls) }] : cutText(text, hits),
  );
  const alike = cut.map((pieces) => grammar.find(pieces.map(({ word, text }) => (word ? standIn : text)).join("")));
  placeholders.keepFree(alike.flat().map(({ label }) => label));
  return cut.map((pieces, at) => {
    const taken = (alike[at] ?? []).filter(({ label }) => placeholders.valueOf(label) !== undefined);
    if (given[at]!.isName) return writeName(given[at]!.text, pieces, taken, placeholders);
    return pieces.map(writePiece(taken, placeholders)).join("");
  });
}

/** A name is replaced as a whole, and without brackets, so that it still is one. */
function writeName(
  name: string,
  [piece]: readonly Piece[],
  alike: readonly Found[],
  placeholders: Placeholders,
): string {
  const word = piece?.word ?? (alike.length > 0 ? wordOfText : undefined);
  return word ? placeholders.takeBare(word, name) : name;
}

/** A part of a text: what was found in it has the word of its class. */
type Piece = { text: string; word?: string };

/** What is found is seen as what it will be replaced by is: in brackets, and no placeholder of anything. */
const standIn = "[]";

function cutText(text: string, hits: readonly Hit[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, cls } of uniteHits(hits)) {
    pieces.push({ text: text.slice(from, start) }, { text: text.slice(start, end), word: wordOf(cls) });
    from = end;
  }
  return [...pieces, { text: text.slice(from) }];
}

/** Writes pieces in their order; `alike` is what looks like the placeholder of another value, in the same order. */
function writePiece(alike: readonly Found[], placeholders: Placeholders): (piece: Piece) => string {
  let [position, next] = [0, 0];
  return ({ text, word }) => {
    const start = position;
    position += word ? standIn.length : text.length;
    if (word) return placeholders.take(word, text);
    let [written, from] = ["", 0];
    for (let one = alike[next]; one && one.start < position; one = alike[++next]) {
      const [begin, end] = [one.start - start, one.end - start];
      written += text.slice(from, begin) + placeholders.take(wordOfText, text.slice(begin, end));
      from = end;
    }
    return written + text.slice(from);
  };
}

/** In order, each overlapping group as one. */
function uniteHits(hits: readonly Hit[]): Hit[] {
  const united: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const before = united.at(-1);
    if (!before || hit.start >= before.end) united.push({ ...hit });
    else before.end = Math.max(before.end, hit.end);
  }
  return united;
}
