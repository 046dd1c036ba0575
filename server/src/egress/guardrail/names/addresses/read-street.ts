import type { Row } from "./row.ts";
import {
  flatWords,
  frenchTypes,
  leadingTypes,
  particles,
  streetAdjectives,
  streetEndings,
  streetNouns,
  streetTypes,
  sureTypes,
} from "./street-words.ts";

/** From one token to another, both in it. */
export type Found = { from: number; to: number; rule: string };

/** A street with its number, found at the word that says it is one. Nothing before `free` is looked at. */
export function readStreet(row: Row, i: number, free: number): Found | undefined {
  if (!row.isWord(i)) return undefined;
  const word = row.word(i);
  if (word === "") return undefined;
  return (
    (streetTypes.has(word) && readEnglish(row, i, free)) ||
    (leadingTypes.has(word) && readLeading(row, i)) ||
    (frenchTypes.has(word) && readFrench(row, i, free)) ||
    ((streetNouns.has(word) || endsAsStreet(word)) && readTrailing(row, i, free)) ||
    undefined
  );
}

/** `221b Baker Street`, `1600 N Pennsylvania Ave NW, Apt 4`. */
function readEnglish(row: Row, i: number, free: number): Found | undefined {
  if (row.isNumber(i - 1, 1, 5) && row.touches(i - 1)) return undefined; // an ordinal: 1st, 3rd
  for (let from = i - 1; from >= free && from >= i - 6; from--) {
    if (row.isNumber(from, 1, 5) && !row.touchesWord(from - 1)) {
      const nameFrom = row.touches(from) ? from + 2 : from + 1;
      if (nameFrom >= i) continue;
      if (!isStreetName(row, nameFrom, i)) return undefined;
      const isSure = sureTypes.has(row.word(i));
      const flat = readFlat(row, i + 1);
      if (!isSure && flat === i && !row.isSign(i + 1, ",") && i < row.count - 1) return undefined;
      return { from, to: flat, rule: "address.en" };
    }
    const isName = row.isWord(from) || row.isSign(from, ".") || row.isNumber(from, 1, 3);
    if (!isName) return undefined;
  }
  return undefined;
}

/** Capitals and ordinals throughout (`W 42nd`); in lower case only one word, before what is a street for sure (`12 high street`). */
function isStreetName(row: Row, from: number, to: number): boolean {
  let lower = 0;
  for (let i = from; i < to; i++) {
    const isOrdinal = row.isNumber(i, 1, 3) && row.touches(i);
    if (isOrdinal) i++;
    else if (row.isWord(i) && !row.isCapital(i)) lower++;
  }
  return lower === 0 || (lower === 1 && to - from === 1 && plainTypes.test(row.word(to)));
}
const plainTypes = /^(?:street|road|rd|avenue|ave|lane|drive|boulevard|blvd)$/;

/** Directions and a flat behind: the last token that belongs to them, `next - 1` where there are none. */
function readFlat(row: Row, next: number): number {
  let to = next - 1;
  if (/^(?:[ns][ew]?|[ew]|north|south|east|west)$/.test(row.word(to + 1)) && row.isCapital(to + 1)) to++;
  const at = row.isSign(to + 1, ",") ? to + 2 : to + 1;
  if (row.isSign(at, "#") && row.isNumber(at + 1, 1, 5)) return at + 1;
  if (!flatWords.has(row.word(at))) return to;
  const number = row.isSign(at + 1, ".#") ? at + 2 : at + 1;
  if (row.isNumber(number, 1, 5)) return row.touches(number) && row.isWord(number + 1) ? number + 1 : number;
  return row.isCapital(number) && row.word(number).length <= 2 ? number : to;
}

/** `12`, `12a`, `12-14`, `12/3`, `33-2hg`: the last token of a house number that begins at `i`; −1 where none does. */
export function readHouse(row: Row, i: number): number {
  // `s/n`: a house without one.
  if (row.word(i) === "s" && row.isSign(i + 1, "/") && row.word(i + 2) === "n" && row.touches(i)) return i + 2;
  if (!row.isNumber(i, 1, 4)) return -1;
  let to = i;
  const isLetter = (at: number) => row.isWord(at) && row.word(at).length === 1;
  if (isLetter(to + 1) && (row.touches(to) || /^[a-h]$/.test(row.word(to + 1)))) to++;
  else if (/^(?:bis|ter|quater)$/.test(row.word(to + 1))) to++;
  while (row.isSign(to + 1, "-/–") && row.isNumber(to + 2, 1, 4) && to < i + 6) to += 2;
  if (to > i && row.touches(to) && isLetter(to + 1)) to++;
  return readDoor(row, to);
}

/** `2hg`, `27/B`, `402-III`: the last token of a door behind a house number that ends at `to`; `to` where there is none. */
function readDoor(row: Row, to: number): number {
  if (!row.touches(to)) return to;
  if (/^(?:hg|hs|huis|bis)$/.test(row.word(to + 1))) return to + 1;
  const isDoor = row.touches(to + 1) && row.isSign(to + 1, "-/");
  return isDoor && /^(?:[A-H]|I{1,3}|I?V|VI{0,3})$/.test(row.raw(to + 2)) ? to + 2 : to;
}

const endsAsStreet = (word: string): boolean => {
  const bare = word.endsWith(".") ? word.slice(0, -1) : word;
  return streetEndings.some((ending) => bare.length > ending.length + 2 && bare.endsWith(ending));
};

/** `Hauptstraße 5`, `Berliner Allee 12a`, `Am alten Hof 3`, `Prinsengracht 263`. */
function readTrailing(row: Row, i: number, free: number): Found | undefined {
  const next = row.isSign(i + 1, ".") ? i + 2 : i + 1;
  const to = readHouse(row, next);
  if (to < 0) return undefined;
  let from = i;
  const most = streetNouns.has(row.word(i)) ? 3 : 2;
  while (from > free && from > i - most && mayPrecede(row, from - 1, streetNouns.has(row.word(i)))) from--;
  if (streetNouns.has(row.word(i)) && (from === i || (row.word(i) === "platz" && !/er$|-/.test(row.word(i - 1)))))
    return undefined;
  const flat = readFlat(row, to + 1);
  return { from, to: flat, rule: "address.de" };
}

const mayPrecede = (row: Row, i: number, isNoun: boolean): boolean =>
  row.isCapital(i) && (isNoun || streetAdjectives.has(row.word(i)));

/** `12 bis, rue de la Paix`. */
function readFrench(row: Row, i: number, free: number): Found | undefined {
  let from = i - 1;
  if (row.isSign(from, ",")) from--;
  if (row.isWord(from) && /^(?:bis|ter|quater|[a-d])$/.test(row.word(from))) from--;
  if (from < free || !row.isNumber(from, 1, 4)) return undefined;
  const to = readName(row, i + 1, 7);
  return to > i ? { from, to, rule: "address.fr" } : undefined;
}

/** `Calle de Alcalá, 45`, `Via Roma 12`, `ul. Marszałkowska 10 m. 5`. */
function readLeading(row: Row, i: number): Found | undefined {
  const first = row.isSign(i + 1, "./") ? i + 2 : i + 1;
  if (row.word(i) === "c" && !row.isSign(i + 1, "/")) return undefined;
  const last = readName(row, first, 6);
  if (last < first) return undefined;
  let number = row.isSign(last + 1, ",") ? last + 2 : last + 1;
  if (/^(?:n|nº|no|nr|num|n\.|nr\.)$/.test(row.word(number))) number++;
  while (row.isSign(number, ".º°")) number++;
  const to = readHouse(row, number);
  // `P.zza`.
  const from = row.word(i) === "zza" && row.word(i - 1) === "p." ? i - 1 : i;
  return to < 0 ? undefined : { from, to: readFlat(row, to + 1), rule: "address.leading" };
}

/** The last capitalised word of a name made of capitalised words and particles. */
function readName(row: Row, from: number, most: number): number {
  let last = from - 1;
  for (let i = from; i < from + most; i++) {
    if (row.isCapital(i) || (row.isNumber(i, 1, 2) && row.isWord(i + 1) && row.isCapital(i + 1))) last = i;
    else if (!particles.has(row.word(i)) && !row.isSign(i, "'’.")) break;
  }
  return last;
}
