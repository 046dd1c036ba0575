import { known } from "./lexicon.ts";
import type { Model } from "./model-file.ts";
import { casings, guessLanguage, makeLine, readLine, shapes } from "./read-line.ts";
import { labels, tagLine } from "./tag-line.ts";
import { tokenizeLine, tokensMax } from "./tokenize.ts";

export type NameClass = "person" | "location" | "organization";
export type Name = { start: number; end: number; cls: NameClass };

const line = makeLine();
const tags = new Uint8Array(tokensMax);

/** Written with spaces, it is two tokens: `Anna ' s`. */
const possessive = /\s*['’]\s?s?$/i;

/** Before a name with a capital, as many languages write them at a line's beginning; the lexicon does not know them. */
const relation =
  /^(?:Fr\.|Hr\.|Dña\.|Familie|Gruß|Grüße|Tochter|Sohn|Mutter|Vater|Ehefrau|Ehemann|Dochter|Zoon|Moeder|Vader|Filh[oa]|Figli[oa]|Hij[oa]|Fils|Fille|Mère|Père|Syn|Córka|Daughter|Wife|Husband)\s+/u;

/** Persons, places and organizations in a text, line by line. */
export function tagText(text: string, { weights, lexicon }: Model): Name[] {
  const names: Name[] = [];
  const languages = new Int32Array(8);
  for (let at = 0; at < text.length; ) {
    at = tokenizeLine(text, at, line.tokens);
    if (line.tokens.count === 0) continue;
    readLine(text, line, lexicon);
    line.language = guessLanguage(line, languages);
    tagLine(line, weights, tags);
    readNames(text, names);
  }
  for (const name of names) {
    if (name.cls === "person") name.start += relation.exec(text.slice(name.start, name.end))?.[0].length ?? 0;
    name.end -= possessive.exec(text.slice(name.start, name.end))?.[0].length ?? 0;
  }
  return names;
}

function readNames(text: string, names: Name[]): void {
  const { count, starts, ends } = line.tokens;
  let open: Name | undefined;
  for (let i = 0; i < count; i++) {
    const tag = tags[i]!;
    if (tag === 0) {
      open = undefined;
      continue;
    }
    if (tag <= 2 && isFullStop(text, i)) {
      open = undefined;
      continue;
    }
    const isFirst = tag % 2 === 1 || (open === undefined && tag <= 2);
    // A form of address is no part of a name: "Mr." before it, or alone.
    const isTitle = tag <= 2 && (line.flags[i]! & titleOrName) === known.title;
    if (isTitle && (isFirst || open === undefined)) {
      if (isFirst) open = undefined;
      continue;
    }
    const endsHere = i + 1 === count || tags[i + 1] === 0 || tags[i + 1]! % 2 === 1;
    if (isFirst && tag <= 2 && endsHere && isJustAWord(text, i)) {
      open = undefined;
      continue;
    }
    if (isFirst || open === undefined) {
      open = { start: starts[i]!, end: ends[i]!, cls: labels[tag]!.slice(2) as NameClass };
      names.push(open);
    } else open.end = ends[i]!;
  }
}

/** A point that ends a sentence, directly behind a word and with a space behind it: no name goes on over it. */
function isFullStop(text: string, i: number): boolean {
  const { starts, ends, count } = line.tokens;
  if (text.charCodeAt(starts[i]!) !== 46 || i === 0 || i + 1 === count) return false;
  return ends[i - 1] === starts[i] && starts[i]! - starts[i - 1]! > 3 && starts[i + 1]! > ends[i]!;
}

const titleOrName = known.title | known.given | known.rareGiven | known.surname | known.rareSurname;

/** Among the commonest words of some language: the longer lists hold names too. */
const isFrequent = (flags: number): boolean => ((flags >>> 16) & (flags >>> 17) & 0x1555) !== 0;
const isPlainWord = (flags: number): boolean => (flags & known.dictionary) !== 0 || isFrequent(flags);

/**
 * Whether a person's name of one word is more likely just a word. Alone on its line only a common given name is one; at
 * a sentence's beginning, where every word has a capital, a plain word is none unless it is a known name; nor is one
 * before a colon (`Note:`) or in lower case among others that are not.
 */
function isJustAWord(text: string, i: number): boolean {
  const flags = line.flags[i]!;
  if (isAlone()) return (flags & known.given) === 0 || isFrequent(flags);
  if (line.opens[i] === 0 || !isPlainWord(flags)) return false;
  if ((flags & (known.given | known.surname | known.famous)) === 0) return true;
  if (i + 1 < line.tokens.count && text[line.tokens.starts[i + 1]!] === ":") return true;
  return line.shapes[i] === shapes.lower && line.casing === casings.normal;
}

function isAlone(): boolean {
  let words = 0;
  for (let i = 0; i < line.tokens.count && words < 2; i++) if (line.shapes[i] !== shapes.sign) words++;
  return words === 1;
}
