import { isOfBlock, readBlocks } from "./decode-block.ts";
import type { Hit } from "./detector.ts";
import type { Escape } from "./escape.ts";
import { readEscapes } from "./read-escapes.ts";
import { readSpacedAddresses } from "./read-spaced-address.ts";
import { readSpelledDigits } from "./read-spelled-digits.ts";
import { takeTurn } from "./take-turns.ts";

/** A text as whoever reads it will, and where what is found in it stands in the text as it is. */
export type SeenThrough = { text: string; toRaw(hit: Hit): Hit };

/** So much is read between two turns of others, in code units: what is read is at worst all escapes. */
const most = 8192;
/** Escapes of escapes are read as deep as this. */
const depthMax = 3;

/**
 * Reads what is written in escapes of JSON, of web addresses, HTML, mail and Markdown, in base64 or hexadecimal, in digits and
 * letters of other forms or in words, spaced out, or with signs between that nobody sees. Nothing where a text has none of them.
 */
export async function seeThrough(raw: string): Promise<SeenThrough | undefined> {
  let seen: SeenThrough | undefined;
  for (let depth = 0; depth < depthMax; depth++) {
    const before = seen;
    for (const read of [readEscapes, readBlocks]) seen = await readOnce(raw, seen, read);
    if (seen === before) break;
  }
  return readOnce(raw, await readOnce(raw, seen, readSpelledDigits), readSpacedAddresses);
}

/** What is seen, read once more; the same, where there is nothing to read in it. */
async function readOnce(
  raw: string,
  outer: SeenThrough | undefined,
  read: (part: string) => Iterable<Escape>,
): Promise<SeenThrough | undefined> {
  const text = outer?.text ?? raw;
  const seen: string[] = [];
  // Where each piece begins, in the text as it is seen and as it is; a decoded piece stands for the whole of its escape.
  const pieces: Piece[] = [];
  let [length, at] = [0, 0];
  const add = (piece: string, from: number, isCopy: boolean) => {
    pieces.push({ seen: length, raw: from, isCopy });
    seen.push(piece);
    length += piece.length;
  };
  for (let from = 0; from < text.length; ) {
    const others = takeTurn();
    if (others) await others;
    const until = endOfPart(text, from);
    for (const escape of read(text.slice(from, until))) {
      add(text.slice(at, from + escape.from), at, true);
      add(escape.text, from + escape.from, false);
      at = from + escape.to;
    }
    from = until;
  }
  if (pieces.length === 0) return outer;
  add(text.slice(at), at, true);
  const toOuter = (hit: Hit) => toRaw(hit, pieces, text.length);
  return { text: seen.join(""), toRaw: outer ? (hit) => outer.toRaw(toOuter(hit)) : toOuter };
}

/** Not within an escape; within a block of base64 that is longer, where a group of its four signs ends. */
function endOfPart(raw: string, from: number): number {
  const until = from + most;
  if (until >= raw.length) return raw.length;
  let start = until;
  while (start > from && isOfBlock(raw.charCodeAt(start - 1))) start--;
  if (start === from) return until;
  if (until - start >= 16) return start;
  const cut = /[\\%&=\ud800-\udbff][^\s\\%&]{0,10}$/.exec(raw.slice(until - 16, until));
  return cut ? until - 16 + cut.index : until;
}

type Piece = { seen: number; raw: number; isCopy: boolean };

function toRaw(hit: Hit, pieces: readonly Piece[], length: number): Hit {
  const first = pieces[pieceAt(pieces, hit.start)]!;
  const place = pieceAt(pieces, hit.end - 1);
  const last = pieces[place]!;
  const start = first.isCopy ? first.raw + hit.start - first.seen : first.raw;
  const end = last.isCopy ? last.raw + hit.end - last.seen : (pieces[place + 1]?.raw ?? length);
  return { ...hit, start, end };
}

/** The last one that begins at this place or before it. */
function pieceAt(pieces: readonly Piece[], seen: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.seen <= seen) low = middle;
    else high = middle - 1;
  }
  return low;
}
