import { addWord, commonness, known, lookUp, phraseWordsMax, placeOf, type Lexicon } from "./lexicon.ts";
import { hashLower, lowered } from "./hash-text.ts";
import { isUpper, makeTokens, tokenKinds, tokensMax, type Tokens } from "./tokenize.ts";

/** How a token is written. */
export const shapes = {
  sign: 0,
  number: 1,
  whole: 2,
  lower: 3,
  initial: 4,
  capital: 5,
  upper: 6,
  mixed: 7,
  other: 8,
} as const;

/** How a whole line is written: letters say little where all or none of the words are capitalised. */
export const casings = { normal: 0, lower: 1, upper: 2, title: 3 } as const;

/** What one line's tokens look like, as numbers from which features are made. */
export type Line = {
  tokens: Tokens;
  words: Int32Array;
  shapes: Uint8Array;
  last2: Int32Array;
  last3: Int32Array;
  last4: Int32Array;
  first3: Int32Array;
  flags: Int32Array;
  kinds: Uint8Array;
  /** Where a known phrase begins (1) or goes on (2), and above these bits what it is: place, organization, person. */
  phrases: Uint8Array;
  /** 1 at a line's beginning, 2 after a full stop, 3 after a colon, bracket or quotation mark. */
  opens: Uint8Array;
  /** 1 where it is a sign that stands inside names: hyphen, apostrophe, point, ampersand, slash. */
  joins: Uint8Array;
  casing: number;
  language: number;
};

export const makeLine = (): Line => ({
  tokens: makeTokens(),
  words: new Int32Array(tokensMax),
  shapes: new Uint8Array(tokensMax),
  last2: new Int32Array(tokensMax),
  last3: new Int32Array(tokensMax),
  last4: new Int32Array(tokensMax),
  first3: new Int32Array(tokensMax),
  flags: new Int32Array(tokensMax),
  kinds: new Uint8Array(tokensMax),
  phrases: new Uint8Array(tokensMax),
  opens: new Uint8Array(tokensMax),
  joins: new Uint8Array(tokensMax),
  casing: 0,
  language: 0,
});

/** Fills a line from its tokens. */
export function readLine(text: string, line: Line, lexicon: Lexicon): void {
  const { tokens } = line;
  for (let i = 0; i < tokens.count; i++) readToken(text, line, i, lexicon);
  for (let i = 0; i < tokens.count; i++) line.opens[i] = openingOf(text, line, i);
  line.casing = casingOf(line);
  line.phrases.fill(0, 0, tokens.count);
  for (let i = 0; i < tokens.count; i++) if (line.flags[i]! & known.opens) markPhrase(line, i, lexicon);
}

function readToken(text: string, line: Line, i: number, lexicon: Lexicon): void {
  const start = line.tokens.starts[i]!;
  const end = line.tokens.ends[i]!;
  const kind = line.tokens.kinds[i]!;
  line.shapes[i] = shapeOf(text, start, end, kind);
  line.joins[i] = kind === tokenKinds.sign && joiners.has(text.charCodeAt(start)) ? 1 : 0;
  if (kind === tokenKinds.whole || kind === tokenKinds.number) {
    const word = kind === tokenKinds.whole ? 7 : 100 + Math.min(end - start, 6);
    line.words[i] = word;
    line.last2[i] = line.last3[i] = line.last4[i] = line.first3[i] = word;
    line.flags[i] = line.kinds[i] = 0;
    return;
  }
  line.words[i] = hashLower(text, start, end);
  line.last2[i] = hashLower(text, Math.max(start, end - 2), end) ^ 0x51;
  line.last3[i] = hashLower(text, Math.max(start, end - 3), end) ^ 0x52;
  line.last4[i] = hashLower(text, Math.max(start, end - 4), end) ^ 0x53;
  line.first3[i] = hashLower(text, start, Math.min(end, start + 3)) ^ 0x54;
  line.flags[i] = line.kinds[i] = 0;
  if (kind !== tokenKinds.word) return;
  const place = placeOf(lexicon, line.words[i]);
  if (place !== -1) line.kinds[i] = lexicon.kinds[place]!;
  line.flags[i] = flagsOf(text, start, end, place === -1 ? 0 : lexicon.flags[place]!, lexicon);
}

/** Also finds a name in the genitive (`Annas`), and the parts of a double one (`Anna-Lena`). */
function flagsOf(text: string, start: number, end: number, flags: number, lexicon: Lexicon): number {
  if (text.charCodeAt(end - 1) === 46) return flags | lookUp(lexicon, hashLower(text, start, end - 1)); // Dr.
  if (flags !== 0) return flags;
  if (end - start < 4) return 0;
  if (lowered(text.charCodeAt(end - 1)) === 115) {
    const stem = lookUp(lexicon, hashLower(text, start, end - 1)) & nameFlags;
    if (stem !== 0) return stem;
  }
  let hyphen = start;
  while (hyphen < end && text.charCodeAt(hyphen) !== 45) hyphen++;
  return hyphen === end ? 0 : lookUp(lexicon, hashLower(text, start, hyphen)) & nameFlags;
}
const nameFlags = 0xff;
const joiners = new Set(Uint16Array.from("-'’.&/–,".split(""), (sign) => sign.charCodeAt(0)));

function shapeOf(text: string, start: number, end: number, kind: number): number {
  if (kind === tokenKinds.sign) return shapes.sign;
  if (kind === tokenKinds.number) return shapes.number;
  if (kind === tokenKinds.whole) return shapes.whole;
  let upper = 0;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isUpper(code)) upper++;
    else if (code >= 48 && code <= 57) digits++;
  }
  if (digits > 0) return shapes.other;
  if (upper === 0) return shapes.lower;
  const length = text.charCodeAt(end - 1) === 46 ? end - start - 1 : end - start;
  if (length === 1) return shapes.initial;
  if (upper === length) return shapes.upper;
  return upper === 1 && isUpper(text.charCodeAt(start)) ? shapes.capital : shapes.mixed;
}

function openingOf(text: string, { tokens, opens }: Line, i: number): number {
  if (i === 0) return 1;
  const kind = tokens.kinds[i - 1]!;
  if (kind !== tokenKinds.sign) return 0;
  const code = text.charCodeAt(tokens.starts[i - 1]!);
  if (code === 46 || code === 33 || code === 63 || code === 0x2026) return 2;
  const quotes = code === 34 || code === 40 || code === 39 || code === 96 || code === 45 || code === 42;
  if (quotes || (code >= 0x2012 && code <= 0x2022) || code === 0xab)
    return opens[i - 1] === 1 || opens[i - 1] === 2 ? 2 : 3;
  return code === 58 || code === 124 ? 3 : 0;
}

function casingOf({ shapes: of, tokens }: Line): number {
  let lower = 0;
  let upper = 0;
  let capital = 0;
  for (let i = 0; i < tokens.count; i++) {
    const shape = of[i]!;
    if (shape === shapes.lower) lower++;
    else if (shape === shapes.upper) upper++;
    else if (shape === shapes.capital) capital++;
  }
  const words = lower + upper + capital;
  if (words >= 3 && lower === words) return casings.lower;
  if (words >= 2 && upper > 0.7 * words) return casings.upper;
  return words >= 4 && capital > 0.65 * words ? casings.title : casings.normal;
}

function markPhrase(line: Line, i: number, lexicon: Lexicon): void {
  let phrase = line.words[i]!;
  let best = 0;
  let kind = 0;
  for (let length = 2; length <= phraseWordsMax && i + length <= line.tokens.count; length++) {
    phrase = addWord(phrase, line.words[i + length - 1]!);
    const flags = lookUp(lexicon, phrase);
    if (flags === 0) continue;
    best = length;
    kind = phraseKind(flags);
  }
  if (best === 0) return;
  if (line.phrases[i] === 0) line.phrases[i] = 1 | (kind << 2);
  for (let k = 1; k < best; k++) line.phrases[i + k] = 2 | (kind << 2);
}

const phraseKind = (flags: number): number =>
  (flags & (known.bigPlace | known.smallPlace | known.country) ? 1 : 0) |
  (flags & known.organization ? 2 : 0) |
  (flags & known.famous ? 4 : 0);

/** The language most of whose commonest words are here; 0 where they do not tell. */
export function guessLanguage({ flags, tokens }: Line, before: Int32Array): number {
  let best = 0;
  let most = 1;
  for (let language = 1; language <= 7; language++) {
    let votes = before[language]! >> 1;
    for (let i = 0; i < tokens.count; i++) if (commonness(flags[i]!, language) === 3) votes++;
    before[language] = votes;
    if (votes > most) {
      most = votes;
      best = language;
    }
  }
  return best;
}
