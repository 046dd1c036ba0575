import { abbreviations } from "./word-classes.ts";
import { lowered } from "./hash-text.ts";

/** What a token is: a word, a number, a sign, or a whole that no name is in (web address, mail address, handle). */
export const tokenKinds = { word: 0, number: 1, sign: 2, whole: 3 } as const;

/** Tokens of one line as parallel arrays, used again for the next line: nothing is allocated for a token. */
export type Tokens = { count: number; starts: Int32Array; ends: Int32Array; kinds: Uint8Array };

/** Longest sequence that is tagged at once: bounds memory where a text has no line breaks. */
export const tokensMax = 256;
const wholeMax = 256;

export const makeTokens = (): Tokens => ({
  count: 0,
  starts: new Int32Array(tokensMax),
  ends: new Int32Array(tokensMax),
  kinds: new Uint8Array(tokensMax),
});

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isUpper = (code: number): boolean => (code >= 65 && code <= 90) || (code > 127 && lowered(code) !== code);
const letter = /\p{L}|\p{M}/u;
/** Letters of the basic plane below U+0530 by table, others by the Unicode property. */
const isLetterTable = Uint8Array.from({ length: 0x530 }, (_, code) => Number(letter.test(String.fromCharCode(code))));
const isLetter = (code: number): boolean =>
  code < 0x530 ? isLetterTable[code] === 1 : code > 0x52f && letter.test(String.fromCharCode(code));
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019;

/** Reads tokens from `from` to the line's end, or to as many as fit; says where the next line begins. */
export function tokenizeLine(text: string, from: number, tokens: Tokens): number {
  let at = from;
  let count = 0;
  while (at < text.length && count < tokensMax) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      at++;
      if (count > 0) break;
      continue;
    }
    if (code <= 32 || code === 0xa0) {
      at++;
      continue;
    }
    const end = readToken(text, at, code, tokens.kinds, count);
    tokens.starts[count] = at;
    tokens.ends[count++] = end;
    at = end;
  }
  tokens.count = count;
  return at;
}

function readToken(text: string, at: number, code: number, kinds: Uint8Array, index: number): number {
  if (isLetter(code)) return readWord(text, at, kinds, index);
  if (isDigit(code)) {
    kinds[index] = tokenKinds.number;
    let end = at + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end++;
    return end;
  }
  const next = text.charCodeAt(at + 1);
  if (code === 64 && (isLetter(next) || isDigit(next) || next === 95)) {
    kinds[index] = tokenKinds.whole;
    return endOfWhole(text, at);
  }
  if (
    isApostrophe(code) &&
    (next | 32) === 115 &&
    !isLetter(text.charCodeAt(at + 2)) &&
    at > 0 &&
    isLetter(text.charCodeAt(at - 1))
  ) {
    kinds[index] = tokenKinds.sign;
    return at + 2;
  }
  kinds[index] = tokenKinds.sign;
  return at + (code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1);
}

/** A word goes on over apostrophes and hyphens between letters; a possessive ending and `-based` are no part of it. */
function readWord(text: string, at: number, kinds: Uint8Array, index: number): number {
  kinds[index] = tokenKinds.word;
  let end = at + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (isLetter(code) || isDigit(code) || code === 95) continue;
    if (code === 64 || (code === 58 && text.charCodeAt(end + 1) === 47) || (code === 46 && isAddress(text, at, end))) {
      kinds[index] = tokenKinds.whole;
      return endOfWhole(text, at);
    }
    const next = text.charCodeAt(end + 1);
    if (code === 45 && isUpper(next) && isUpper(text.charCodeAt(at))) continue;
    if (isApostrophe(code) && isLetter(next) && !isPossessive(text, end)) continue;
    break;
  }
  if (text.charCodeAt(end) === 46 && takesPoint(text, at, end)) return end + 1;
  return end;
}

const isPossessive = (text: string, at: number): boolean =>
  (text.charCodeAt(at + 1) | 32) === 115 && !isLetter(text.charCodeAt(at + 2));

/** Longest that the part of a mail address before the `@` is looked for. */
const localMax = 64;

/** Whether a word with a point behind it begins a web or mail address: `www.`, `ada.lovelace@`. */
function isAddress(text: string, at: number, point: number): boolean {
  if (point - at === 3 && text.slice(at, point).toLowerCase() === "www") return true;
  for (let end = point + 1; end < text.length && end < point + localMax; end++) {
    const code = text.charCodeAt(end);
    if (code === 64) return true;
    if (!isLetter(code) && !isDigit(code) && code !== 46 && code !== 95 && code !== 45) return false;
  }
  return false;
}

/** The point of an initial (`J.`) or of an abbreviation that names follow (`Dr.`) belongs to the word. */
function takesPoint(text: string, at: number, end: number): boolean {
  if (end - at === 1) return isUpper(text.charCodeAt(at));
  return end - at <= 5 && abbreviations.has(text.slice(at, end).toLowerCase());
}

/** To the next space, and not further than any address is long. */
function endOfWhole(text: string, at: number): number {
  let end = at + 1;
  const limit = Math.min(text.length, at + wholeMax);
  while (end < limit && text.charCodeAt(end) > 32 && !'<>"),;'.includes(text[end]!)) end++;
  while (end > at + 1 && ".:!?'".includes(text[end - 1]!)) end--;
  return end;
}
