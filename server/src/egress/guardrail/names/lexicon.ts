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

/** A hash table of word hashes: eight bytes a word, no words. */
export type Lexicon = { keys: Int32Array; flags: Int32Array };

export function lookUp({ keys, flags }: Lexicon, hash: number): number {
  const mask = keys.length - 1;
  for (let at = Math.imul(hash, 0x9e3779b1) >>> 8; ; at++) {
    const key = keys[at & mask]!;
    if (key === hash) return flags[at & mask]!;
    if (key === 0) return 0;
  }
}

/** @param entries word hash to flags; places stay free, so every look-up ends. */
export function makeLexicon(entries: ReadonlyMap<number, number>): Lexicon {
  let size = 1024;
  while (size < entries.size * 1.6) size *= 2;
  const keys = new Int32Array(size);
  const flags = new Int32Array(size);
  for (const [hash, value] of entries) {
    let at = Math.imul(hash, 0x9e3779b1) >>> 8;
    while (keys[at & (size - 1)] !== 0) at++;
    keys[at & (size - 1)] = hash;
    flags[at & (size - 1)] = value;
  }
  return { keys, flags };
}

/** Most words in a phrase that the lexicon knows, as "Rio de Janeiro". */
export const phraseWordsMax = 4;
/** A phrase's key, word by word. */
export const addWord = (phrase: number, word: number): number => join(phrase, word);
