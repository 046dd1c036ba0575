import type { AST } from "@eslint-community/regexpp";

/** Characters as bits: one for each of ASCII, one for all others. */
export type CharSet = bigint;
const other = 1n << 128n;
export const anything: CharSet = (1n << 129n) - 1n;

const bitOf = (code: number): CharSet => (code < 128 ? 1n << BigInt(code) : other);

function range(from: number, to: number): CharSet {
  let set = to > 127 ? other : 0n;
  for (let code = from; code <= Math.min(to, 127); code++) set |= bitOf(code);
  return set;
}

const digits = range(48, 57);
const word = digits | range(65, 90) | range(97, 122) | bitOf(95);
const blanks = range(9, 13) | bitOf(32) | other;

/** The characters that one element may match, or nothing where it is more than one character. */
export function readSet(node: AST.Element | AST.CharacterClassElement): CharSet | undefined {
  switch (node.type) {
    case "Character":
      return bothCases(node.value);
    case "CharacterClassRange":
      return inBothCases(range(node.min.value, node.max.value));
    case "CharacterSet":
      return readEscape(node);
    case "CharacterClass": {
      const set = node.elements.reduce((all, one) => all | (readSet(one) ?? anything), 0n);
      return node.negate ? (anything & ~set) | other : set;
    }
    default:
      return undefined;
  }
}

function readEscape(node: AST.CharacterSet): CharSet {
  const set = node.kind === "digit" ? digits : node.kind === "word" ? word : node.kind === "space" ? blanks : anything;
  const isNegated = "negate" in node && node.negate;
  return isNegated ? (anything & ~set) | other : set;
}

const bothCases = (code: number): CharSet => inBothCases(bitOf(code));

function inBothCases(set: CharSet): CharSet {
  let both = set;
  for (let code = 65; code <= 90; code++) {
    if (set & (bitOf(code) | bitOf(code + 32))) both |= bitOf(code) | bitOf(code + 32);
  }
  return both;
}
