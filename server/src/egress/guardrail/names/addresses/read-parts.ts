import { readCode } from "./read-code.ts";
import { readHouse } from "./read-street.ts";
import type { Row } from "./row.ts";
import { buildingWords, estateWords, flatWords, particles, streetBeginnings, streetTypes } from "./street-words.ts";

/** So many tokens lie at most between a street and the code of its town: floors, doors, districts. */
const between = 14;
/** What stands in them besides words and numbers. */
const signs = ",.º°ª/-–()#";

/**
 * The last token of the code and town behind a street, over what says where in the house it is: `3º B`, `Hinterhaus`, `Suite 400`,
 * `Centro`; words in small letters only where they are such words.
 */
export function readBehind(row: Row, last: number): number | undefined {
  for (let at = last + 1, commas = 0; at <= last + between && at < row.count && commas < 5; at++) {
    const isBegun = at === last + 1 || !row.touches(at - 1) || row.isSign(at - 1, ",-–(");
    const code = isBegun ? readCode(row, at, true) : undefined;
    if (code) return readProvince(row, code.to);
    if (row.isSign(at, ",")) commas++;
    if (row.isSign(at, signs) || row.isNumber(at, 1, 3) || isBox(row, at)) continue;
    if (!row.isCapital(at) && !flatWords.has(row.word(at)) && !particles.has(row.word(at))) return undefined;
  }
  return undefined;
}

/** `BP 40112`, a box of four or five digits. */
const isBox = (row: Row, i: number): boolean => row.isNumber(i, 4, 5) && /^(?:bp|box|cs)$/.test(row.word(i - 1));

/** `37011 Bardolino (VR)`. */
export const readProvince = (row: Row, last: number): number =>
  row.isSign(last + 1, "(") && row.isCapital(last + 2) && row.isSign(last + 3, ")") ? last + 3 : last;

/** The first token of what stands before a street: `Flat 3, `, `Unit 7, Riverside Park, `, `Bât. C, 3e étage, `. */
export function readBefore(row: Row, first: number, free: number): number {
  let from = first;
  for (let parts = 0; parts < 4 && row.isSign(from - 1, ","); parts++) {
    const part = startOfPart(row, from - 2, free);
    const begin = part === undefined ? undefined : beginOfPlace(row, part, from - 2);
    if (begin === undefined) break;
    from = begin;
  }
  return from;
}

/** The first token of a part between commas that ends at `last`; nothing for one that is too long for a part of an address. */
function startOfPart(row: Row, last: number, free: number): number | undefined {
  let from = last + 1;
  while (from > free && last - from < 7 && !endsPart(row, from - 1)) from--;
  return from > last ? undefined : from;
}

const endsPart = (row: Row, i: number): boolean =>
  row.isSign(i, ',;:|"“”„«»()<>=[]{}') || (row.isSign(i, ".") && !row.touches(i) && row.word(i - 1).length > 4);

/** Where in a part the words begin that name a flat, a floor or a building. */
function beginOfPlace(row: Row, from: number, to: number): number | undefined {
  for (let i = from; i <= to; i++) {
    const isOrdinal = row.isNumber(i, 1, 2) && row.touches(i);
    const word = row.word(isOrdinal ? i + 2 : i).replace(/\.$/, "");
    if ((flatWords.has(word) || flatWords.has(`${word}.`)) && to - i < 5 && (isOrdinal || i < to)) return i;
  }
  const estate = beginOfEstate(row, from, to);
  if (estate !== undefined) return estate;
  if (!buildingWords.has(row.word(to))) return undefined;
  let begin = to;
  while (begin > from && row.isCapital(begin - 1) && to - begin < 4) begin--;
  return begin < to ? begin : undefined;
}

/** `ZA des Ormes`, `Pol. Ind. Los Llanos`, `lieu-dit Kergoat`: such a word, and capitals to the end of the part. */
function beginOfEstate(row: Row, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) {
    if (!estateWords.has(row.word(i)) || !row.isCapital(to)) continue;
    let at = i + 1;
    while (
      at <= to &&
      (row.isCapital(at) || particles.has(row.word(at)) || row.isSign(at, ".-") || row.word(at) === "dit")
    )
      at++;
    if (at > to) return i;
  }
  return undefined;
}

/**
 * Where the address before a code and its town begins, whatever its street is called: a house number before or behind words with
 * capitals (`9 Chapel Brow, Leyland `, `Rynek 7, `), or words that end as a street does.
 */
export function readAnchored(row: Row, code: number, free: number): number | undefined {
  let last = code - 1;
  if (!row.isSign(last, ",")) {
    // The town stands before the code.
    while (last >= free && row.isCapital(last) && code - last < 4) last--;
  }
  for (let parts = 0; parts < 3 && row.isSign(last, ","); parts++) {
    const from = startOfPart(row, last - 1, free);
    if (from === undefined) return undefined;
    const begin = readHousePart(row, from, last - 1);
    if (begin !== undefined) return readBefore(row, begin, free);
    if (!isPlacePart(row, from, last - 1)) return undefined;
    last = from - 1;
  }
  return undefined;
}

/** A part that may stand between a street and its town. */
function isPlacePart(row: Row, from: number, to: number): boolean {
  for (let i = from; i <= to; i++)
    if (!row.isCapital(i) && !row.isNumber(i, 1, 4) && !row.isSign(i, signs) && !flatWords.has(row.word(i)))
      return false;
  return to - from < 4;
}

function readHousePart(row: Row, from: number, to: number): number | undefined {
  return (
    readNumberFirst(row, from, to) ??
    readNumberLast(row, from, to) ??
    readBareStreet(row, from, to) ??
    beginOfEstate(row, from, to)
  );
}

/** `9 Chapel Brow`, `18a Market Hill`. */
function readNumberFirst(row: Row, from: number, to: number): number | undefined {
  for (let i = from; i < to; i++) {
    if (!row.isNumber(i, 1, 4) || row.touchesWord(i - 1)) continue;
    let name = readHouse(row, i) + 1;
    const first = name;
    while (name <= to && (row.isCapital(name) || particles.has(row.word(name)) || row.isSign(name, "'’.-"))) name++;
    if (name > to && row.isCapital(first)) return i;
  }
  return undefined;
}

/** `Rynek 7`, `Am Marktl 2/3/11`, `Lange Reihe 8`, `Avenue Louise 143 boîte 5`. */
function readNumberLast(row: Row, from: number, to: number): number | undefined {
  for (let i = to; i > from; i--) {
    const isHouse = row.isNumber(i, 1, 4) || row.word(i) === "s" || isBox(row, i);
    if (!isHouse || !(row.isCapital(i - 1) || row.isSign(i - 1, "."))) continue;
    const last = Math.max(readHouse(row, i), isBox(row, i) ? i : -1);
    if (last === to || (last > 0 && last < to && flatWords.has(row.word(last + 1))))
      return beginOfName(row, from, i - 1);
  }
  return undefined;
}

/** Capitals and what joins them, up to what a street's name begins with: `Unter`, `Zum`. */
function beginOfName(row: Row, from: number, last: number): number | undefined {
  let first: number | undefined;
  for (let at = last; at >= from && last - at < 5; at--) {
    if (row.isCapital(at)) first = at;
    else if (row.word(at) === "von" || !(particles.has(row.word(at)) || inNames.test(row.word(at)))) break;
    if (streetBeginnings.has(row.raw(at))) break;
  }
  if (first === undefined) return undefined;
  // `C.so`, `P.le`.
  return /^(?:so|le|za|zza)$/.test(row.word(first - 1)) && /^[pcv]\.$/.test(row.word(first - 2)) ? first - 2 : first;
}
const inNames = /^(?:['’.-]|dem|am|im|an|auf)$/;

/** `Church Lane`, without a number: the code tells that it is a street. */
function readBareStreet(row: Row, from: number, to: number): number | undefined {
  if (!streetTypes.has(row.word(to)) || !row.isCapital(to) || !row.isCapital(to - 1)) return undefined;
  let first = to - 1;
  while (first > from && row.isCapital(first - 1) && to - first < 3) first--;
  return first >= from ? first : undefined;
}
