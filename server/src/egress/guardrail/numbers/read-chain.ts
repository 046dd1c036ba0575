import { isUpper } from "../read-characters.ts";

/** Letters and digits without anything between them. */
export type Token = { start: number; end: number; digits: number; hasLower: boolean };

/** Tokens that may belong together, and what is between them: at most a few characters of punctuation. */
export type Chain = { tokens: Token[]; gaps: string[] };

/** More than the longest number that is looked for, with room for what stands before it. */
const lettersMax = 96;

const isDigit = (code: number) => code >= 48 && code <= 57;
const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isWord = (code: number) => isDigit(code) || isLetter(code);

/** Spaces of any width, dashes, dots, slashes, brackets, and what breaks or hides within a line. */
function joins(code: number): boolean {
  if (code === 32 || (code >= 45 && code <= 47) || code === 40 || code === 41 || code === 0xa0) return true;
  return (
    code === 10 ||
    code === 12 ||
    code === 13 ||
    code === 9 ||
    (code >= 0x2000 && code <= 0x2015) ||
    code === 0x2028 ||
    code === 0x202f ||
    code === 0xad ||
    code === 0x2060
  );
}

/** Reads the chain around the digit at `at`, not before `from`. */
export function readChain(text: string, at: number, from: number): Chain {
  let start = at;
  while (start > from && isWord(text.charCodeAt(start - 1))) start--;
  const first = startOfPrefix(text, start, from);
  const tokens: Token[] = [];
  const gaps: string[] = [];
  let letters = 0;
  let digits = 0;
  let i = first;
  while (i < text.length) {
    const token = readToken(text, i);
    if (tokens.length > 0 && !continues(token)) break;
    tokens.push(token);
    letters += token.end - token.start;
    i = token.end;
    let gap = i;
    while (gap < text.length && gap - i < 4 && joins(text.charCodeAt(gap))) gap++;
    if (letters > lettersMax || gap === i || gap - i > 3 || gap >= text.length || !isWord(text.charCodeAt(gap))) break;
    const between = text.slice(i, gap);
    digits += token.digits;
    if (between.includes("(") && digits > 5) break;
    gaps.push(between);
    i = gap;
  }
  while (gaps.length >= tokens.length && gaps.length > 0) gaps.pop();
  return { tokens, gaps };
}

/** A word of at most four capitals before a number can be part of it. */
function startOfPrefix(text: string, start: number, from: number): number {
  let earliest = start;
  for (let words = 0; words < 2; words++) {
    let i = earliest - 1;
    if (i < from || !(text[i] === " " || text[i] === "-" || text[i] === "\u00a0")) break;
    const end = i;
    while (i > from && isUpper(text.charCodeAt(i - 1)) && end - i < 6) i--;
    if (i === end || end - i > 5 || (i > from && isWord(text.charCodeAt(i - 1)))) break;
    earliest = i;
  }
  return earliest;
}

function readToken(text: string, start: number): Token {
  let end = start;
  let digits = 0;
  let hasLower = false;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (isDigit(code)) digits++;
    else if (code >= 97 && code <= 122) hasLower = true;
    else if (!isUpper(code)) break;
  }
  return { start, end, digits, hasLower };
}

/** A word ends a chain, unless it is as short as what numbers are written with. */
const continues = ({ digits, start, end, hasLower }: Token) =>
  digits > 0 || (end - start <= 4 && !hasLower) || end - start === 1;
