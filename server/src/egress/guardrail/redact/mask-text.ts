import type { Hit } from "../detector.ts";
import { doAtOnce } from "../take-turns.ts";
import {
  type Found,
  type Grammar,
  longestPlaceholder,
  openGrammar,
  wordOf,
  wordOfText,
} from "./placeholder-grammar.ts";
import type { Placeholders } from "./placeholders.ts";

export type Masked = { text: string; hits: readonly Hit[]; isName?: true };

/**
 * Puts a placeholder in the place of each hit, in several texts that leave together. What already looks like the
 * placeholder of another value is given one of its own: an answer that repeats the texts comes back as they are.
 */
export const maskTexts = (given: readonly Masked[], placeholders: Placeholders): string[] =>
  doAtOnce(maskSteps(given, placeholders));

/** So many pieces are written between two steps. */
const piecesAtOnce = 256;

/** The same in steps, since a long text may be full of hits. */
export function* maskSteps(given: readonly Masked[], placeholders: Placeholders): Generator<undefined, string[]> {
  const words = new Set(placeholders.words());
  for (const { hits } of given) for (const { cls } of hits) words.add(wordOf(cls));
  if (words.size === 0) return given.map(({ text }) => text);
  const grammar = openGrammar([...words, wordOfText]);
  const cut: { pieces: Piece[]; alike: Found[] }[] = [];
  for (const { text, hits, isName } of given) {
    const pieces = isName && hits[0] ? [{ text, word: wordOf(hits[0].cls) }] : yield* cutText(text, hits);
    const alike = yield* findAll(grammar, yield* showPieces(pieces));
    placeholders.keepFree(alike.map(({ label }) => label));
    cut.push({ pieces, alike });
  }
  const written: string[] = [];
  for (const [at, { pieces, alike }] of cut.entries()) {
    const taken = alike.filter(({ label }) => placeholders.valueOf(label) !== undefined);
    written.push(
      given[at]!.isName
        ? writeName(given[at]!.text, pieces, taken, placeholders)
        : yield* writePieces(pieces, taken, placeholders),
    );
    yield;
  }
  return written;
}

function* writePieces(pieces: readonly Piece[], alike: readonly Found[], placeholders: Placeholders) {
  const write = writePiece(alike, placeholders);
  const written: string[] = [];
  for (const [at, piece] of pieces.entries()) {
    written.push(write(piece));
    if (at % piecesAtOnce === piecesAtOnce - 1) yield;
  }
  return written.join("");
}

/** So much text is read between two steps, in code units. */
const stretch = 16_384;

function* findAll(grammar: Grammar, text: string): Generator<undefined, Found[]> {
  if (text.length <= stretch) return grammar.find(text);
  const all: Found[] = [];
  for (let from = 0; from < text.length; from += stretch) {
    // One sign more, since a bare one does not begin inside a word.
    const shown = Math.max(0, from - 1);
    for (const { start, end, label } of grammar.find(text.slice(shown, from + stretch + longestPlaceholder))) {
      const found = { start: start + shown, end: end + shown, label };
      if (found.start >= Math.max(from, all.at(-1)?.end ?? 0) && found.start < from + stretch) all.push(found);
    }
    yield;
  }
  return all;
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

/** A text as it is read for what looks like a placeholder. */
function* showPieces(pieces: readonly Piece[]): Generator<undefined, string> {
  let shown = "";
  for (const [at, { word, text }] of pieces.entries()) {
    shown += word ? standIn : text;
    if (at % piecesAtOnce === piecesAtOnce - 1) yield;
  }
  return shown;
}

function* cutText(text: string, hits: readonly Hit[]): Generator<undefined, Piece[]> {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end, cls } of isInOrder(hits) ? hits : uniteHits(hits)) {
    pieces.push({ text: text.slice(from, start) }, { text: text.slice(start, end), word: wordOf(cls) });
    from = end;
    if (pieces.length % (2 * piecesAtOnce) === 0) yield;
  }
  pieces.push({ text: text.slice(from) });
  return pieces;
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

/** As merged hits are. */
const isInOrder = (hits: readonly Hit[]): boolean =>
  hits.every(({ start }, at) => at === 0 || start >= hits[at - 1]!.end);

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
