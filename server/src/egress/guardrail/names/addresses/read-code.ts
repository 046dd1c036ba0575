import { hashLower } from "../hash-text.ts";
import { known, lookUp } from "../lexicon.ts";
import { loadModel } from "../load-model.ts";
import type { Row } from "./row.ts";
import type { Found } from "./read-street.ts";
import { australianStates, states } from "./street-words.ts";

/**
 * A postal code with its town. Behind a street any capitalised word is a town; alone, a code of digits needs one that
 * the lexicon knows, for numbers stand before many words.
 */
export function readCode(row: Row, i: number, isBehind: boolean): Found | undefined {
  const found =
    readBritish(row, i) ??
    readDutch(row, i, isBehind) ??
    readPolish(row, i) ??
    readPortuguese(row, i, isBehind) ??
    readContinental(row, i) ??
    (isBehind
      ? (readShortCode(row, i) ?? readIrish(row, i) ?? readIndian(row, i) ?? readAustralian(row, i))
      : undefined);
  if (found && (isBehind || !found.town || isKnownTown(row, found.town))) return found;
  return readAmerican(row, i, isBehind);
}

const places = known.bigPlace | known.smallPlace | known.opens;
function isKnownTown(row: Row, i: number): boolean {
  const word = row.raw(i);
  return (lookUp(loadModel().lexicon, hashLower(word, 0, word.length)) & places) !== 0;
}

type Code = Found & { town?: number };

/** `SW1A 2AA`, `M1 1AE`: letters and digits in one of six orders. */
function readBritish(row: Row, i: number): Code | undefined {
  if (!row.isNumber(i + 1, 1, 1) || !row.touches(i + 1)) return undefined;
  if (/^[A-Z]{1,2}\d[A-Z\d]?$/.test(row.raw(i)) && /^[ABD-HJLNP-UW-Z]{2}$/.test(row.raw(i + 2)))
    return { from: i, to: i + 2, rule: "address.code-gb" };
  return undefined;
}

/** `1012 AB Amsterdam`. */
function readDutch(row: Row, i: number, isBehind: boolean): Code | undefined {
  if (!row.isNumber(i, 4, 4) || row.raw(i).startsWith("0") || !/^[A-Z]{2}$/.test(row.raw(i + 1))) return undefined;
  if (row.isCapital(i + 2)) return { from: i, to: readTown(row, i + 2), town: i + 2, rule: "address.code-nl" };
  return !isBehind ? undefined : { from: i, to: i + 1, rule: "address.code-nl" };
}

/** `00-950 Warszawa`. */
function readPolish(row: Row, i: number): Code | undefined {
  const isCode = row.isNumber(i, 2, 2) && row.isSign(i + 1, "-") && row.touches(i) && row.isNumber(i + 2, 3, 3);
  if (!isCode || !row.touches(i + 1)) return undefined;
  return row.isCapital(i + 3) ? { from: i, to: readTown(row, i + 3), town: i + 3, rule: "address.code-pl" } : undefined;
}

/** `10115 Berlin`, `D-10115 Berlin`, `75001 Paris`, `28013 Madrid`, `8001 Zürich` with a country's letter before it. */
function readContinental(row: Row, i: number): Code | undefined {
  const hasLetter =
    row.isSign(i + 1, "-") && row.touches(i) && row.touches(i + 1) && /^(?:D|A|CH|F|I|E|B|L)$/.test(row.raw(i));
  const number = hasLetter ? i + 2 : i;
  if (!hasLetter && row.isSign(i - 1, "-") && row.touches(i - 1) && row.touches(i - 2)) return undefined; // EMP-12345
  if (!row.isNumber(number, hasLetter ? 4 : 5, 5) || row.touches(number) || !row.isCapital(number + 1))
    return undefined;
  return { from: i, to: readTown(row, number + 1), ...(hasLetter ? {} : { town: number + 1 }), rule: "address.code" };
}

/** `4000-495 Porto`, `80240-110 Curitiba`; the latter also behind its town. */
function readPortuguese(row: Row, i: number, isBehind: boolean): Code | undefined {
  const isCode = row.isNumber(i, 4, 5) && row.isSign(i + 1, "-") && row.touches(i) && row.isNumber(i + 2, 3, 3);
  if (!isCode || !row.touches(i + 1) || row.touches(i + 2)) return isCode && isBehind ? code(i, i + 2) : undefined;
  if (row.isCapital(i + 3)) return { from: i, to: readTown(row, i + 3), town: i + 3, rule: "address.code-pt" };
  return isBehind ? code(i, i + 2) : undefined;
}
const code = (from: number, to: number): Code => ({ from, to, rule: "address.code-pt" });

/** `1030 Wien`, `8620 Wetzikon`: only where a street stands before it, and no year. */
export function readShortCode(row: Row, i: number): Code | undefined {
  if (!row.isNumber(i, 4, 4) || row.touches(i) || row.touchesWord(i - 1) || !row.isCapital(i + 1)) return undefined;
  if (/^(?:19|20)/.test(row.raw(i)) && !isKnownTown(row, i + 1)) return undefined;
  return { from: i, to: readTown(row, i + 1), town: i + 1, rule: "address.code" };
}

/** `H91 V2PK`. */
function readIrish(row: Row, i: number): Code | undefined {
  const isCode = /^[AC-FHKNPRTV-Y]\d[\dW]$/.test(row.raw(i)) && /^[\dAC-FHKNPRTV-Y]{4}$/.test(row.raw(i + 1));
  return isCode ? { from: i, to: i + 1, rule: "address.code-ie" } : undefined;
}

/** `Sydney NSW 2000`. */
const readAustralian = (row: Row, i: number): Code | undefined =>
  australianStates.has(row.raw(i)) && row.isNumber(i + 1, 4, 4)
    ? { from: i, to: i + 1, rule: "address.code-au" }
    : undefined;

/** `Pune 411001`, `Bengaluru - 560 001`. */
function readIndian(row: Row, i: number): Code | undefined {
  if (!row.isCapital(i)) return undefined;
  const pin = row.isSign(i + 1, "-–") ? i + 2 : i + 1;
  if (row.isNumber(pin, 6, 6)) return { from: i, to: pin, rule: "address.code-in" };
  return row.isNumber(pin, 3, 3) && row.isNumber(pin + 1, 3, 3) && !row.touches(pin)
    ? { from: i, to: pin + 1, rule: "address.code-in" }
    : undefined;
}

/** `Springfield, IL 62704`, and the state and code alone behind a town. */
function readAmerican(row: Row, i: number, isBehind: boolean): Found | undefined {
  const state = isBehind ? i : row.isSign(i + 1, ",") ? i + 2 : i + 1;
  if (!isBehind && !row.isCapital(i)) return undefined;
  if (!row.isNumber(state + 1, 5, 5) || !/^[A-Z]{2}$/.test(row.raw(state)) || !states.has(row.word(state)))
    return undefined;
  const isLong = row.isSign(state + 2, "-") && row.isNumber(state + 3, 4, 4);
  return { from: i, to: isLong ? state + 3 : state + 1, rule: "address.code-us" };
}

/** The last word of a town's name: `Frankfurt am Main`, `Saint-Denis`, `Den Haag`. */
function readTown(row: Row, i: number): number {
  let last = i;
  for (let at = i + 1; at <= i + 5; at++) {
    if (row.isCapital(at) && (at === last + 1 || last < at)) {
      if (at > i + 2 && at === last + 1) break;
      last = at;
    } else if (row.isSign(at, "-") && row.touches(at - 1) && row.touches(at)) continue;
    else if (!/^(?:am|an|der|im|ob|a|sur|de|del|di|la|les|le|aan|den|bei|in)$/.test(row.word(at))) break;
  }
  return last;
}
