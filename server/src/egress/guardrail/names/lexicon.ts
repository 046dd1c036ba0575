import { join } from "./hash-text.ts";

/** What is known of a word, one bit each; from bit 16 on, how common it is in each language (two bits each, 0 to 3). */
export const known = {
  given: 1 << 0,
  rareGiven: 1 << 1,
  surname: 1 << 2,
  rareSurname: 1 << 3,
  bigPlace: 1 << 4,
  smallPlace: 1 << 5,
  country: 1 << 6,
  organization: 1 << 7,
  title: 1 << 8,
  calendar: 1 << 9,
  demonym: 1 << 10,
  organizationWord: 1 << 11,
  placeWord: 1 << 12,
  role: 1 << 13,
  /** Some phrase begins with it. */
  opens: 1 << 14,
  famous: 1 << 15,
  /** In an English dictionary as a common word. */
  dictionary: 1 << 30,
} as const;

/** Languages in the order of their two bits; 0 is "not known". */
export const lexiconLanguages = ["en", "de", "fr", "es", "it", "nl", "pl"] as const;

/** How common a word is in a language: 0 not among the first 10,000, 3 among the first 300. */
export const commonness = (flags: number, language: number): number =>
  language === 0 ? 0 : (flags >>> (14 + 2 * language)) & 3;

/**
 * A hash table of word hashes: nine bytes a word, no words. The kind is what sort of word it mostly is (one of people, of
 * saying, a pronoun …), the same number in all languages; 0 where nothing is known.
 */
export type Lexicon = { keys: Int32Array; flags: Int32Array; kinds: Uint8Array };

/** Where a word stands in the table, or -1. */
export function placeOf({ keys }: Lexicon, hash: number): number {
  const mask = keys.length - 1;
  for (let at = Math.imul(hash, 0x9e3779b1) >>> 8; ; at++) {
    const key = keys[at & mask]!;
    if (key === hash) return at & mask;
    if (key === 0) return -1;
  }
}

export function lookUp(lexicon: Lexicon, hash: number): number {
  const place = placeOf(lexicon, hash);
  return place === -1 ? 0 : lexicon.flags[place]!;
}

/** @param entries word hash to flags, and to kinds; places stay free, so every look-up ends. */
export function makeLexicon(entries: ReadonlyMap<number, number>, kindOf: ReadonlyMap<number, number>): Lexicon {
  const words = new Set([...entries.keys(), ...kindOf.keys()]);
  let size = 1024;
  while (size < words.size * 1.6) size *= 2;
  const keys = new Int32Array(size);
  const flags = new Int32Array(size);
  const kinds = new Uint8Array(size);
  for (const hash of words) {
    let at = Math.imul(hash, 0x9e3779b1) >>> 8;
    while (keys[at & (size - 1)] !== 0) at++;
    keys[at & (size - 1)] = hash;
    flags[at & (size - 1)] = entries.get(hash) ?? 0;
    kinds[at & (size - 1)] = kindOf.get(hash) ?? 0;
  }
  return { keys, flags, kinds };
}

/** Most words in a phrase that the lexicon knows, as "Rio de Janeiro". */
export const phraseWordsMax = 4;
/** A phrase's key, word by word. */
export const addWord = (phrase: number, word: number): number => join(phrase, word);
