import type { ClassId } from "../../classes.ts";
import { hashLower } from "../hash-text.ts";
import { isListedWord } from "../is-ordinary-word.ts";
import { known, lookUp } from "../lexicon.ts";
import { loadModel } from "../load-model.ts";
import { organizationWords } from "../word-classes.ts";
import { type Forms, readWords, type Word } from "./read-words.ts";

export type AgainClass = Extract<ClassId, "person" | "organization" | "address">;
export const againClasses: ReadonlySet<string> = new Set<AgainClass>(["person", "organization", "address"]);

/** What one word may be by itself, once a name with it was found. */
type Part = { cls: AgainClass; folded: ReadonlySet<string>; isOfFullName: boolean };
/** A name of several words: as it was found, apart from its endings. */
type Phrase = { cls: AgainClass; folded: ReadonlySet<string> };

export type Collected = {
  /** Stems of all words of all names. */
  stems: ReadonlySet<string>;
  parts: ReadonlyMap<string, Part>;
  phrases: ReadonlyMap<string, Phrase>;
  /** How many words the phrases have that begin with a stem. */
  lengths: ReadonlyMap<string, ReadonlySet<number>>;
};

/** More words than a name or the first line of an address has. */
export const phraseWordsMax = 10;
const leastLetters = 4;
/** So many are read between two steps. */
const valuesAtOnce = 32;

/** Names that were found, with what of them counts wherever it stands again. */
export function* collectNames(
  values: Iterable<readonly [AgainClass, string]>,
  formOf: Forms,
): Generator<undefined, Collected> {
  const seen = new Set<string>();
  let count = 0;
  const stems = new Set<string>();
  const parts = new Map<string, Part & { folded: Set<string> }>();
  const phrases = new Map<string, Phrase & { folded: Set<string> }>();
  const lengths = new Map<string, Set<number>>();
  const addPhrase = (cls: AgainClass, words: readonly Word[]) => {
    if (words.length < 2 || words.length > phraseWordsMax) return;
    for (const { stem } of words) stems.add(stem);
    const key = keyOf(words);
    const phrase = phrases.get(key) ?? { cls, folded: new Set() };
    phrase.folded.add(foldedOf(words));
    phrases.set(key, phrase);
    lengths.set(words[0]!.stem, (lengths.get(words[0]!.stem) ?? new Set()).add(words.length));
  };
  const addPart = (cls: AgainClass, { stem, folded }: Word, isOfFullName: boolean) => {
    stems.add(stem);
    const part = parts.get(stem) ?? { cls, folded: new Set(), isOfFullName };
    part.folded.add(folded);
    parts.set(stem, { ...part, isOfFullName: part.isOfFullName || isOfFullName });
  };
  for (const [cls, value] of values) {
    if (++count % valuesAtOnce === 0) yield;
    if (seen.has(`${cls}|${value}`)) continue;
    seen.add(`${cls}|${value}`);
    const words = [...readWords(value, formOf)].filter((word) => word !== undefined);
    for (const phrase of phrasesOf(cls, value, words)) addPhrase(cls, phrase);
    for (const part of partsOf(cls, words)) addPart(cls, part, words.length > 1);
  }
  return { stems, parts, phrases, lengths };
}

export const keyOf = (words: readonly Word[]): string => words.map(({ stem }) => stem).join(" ");
export const foldedOf = (words: readonly Word[]): string => words.map(({ folded }) => folded).join(" ");

const hasDigit = /\p{N}/u;
const legalForms = new Set(
  "gmbh co kg ag se ohg ug ev ek inc llc llp ltd plc corp sa sas sarl eurl srl spa snc bv nv sl sp zoo z o lda ltda".split(
    " ",
  ),
);

function phrasesOf(cls: AgainClass, value: string, words: readonly Word[]): Word[][] {
  if (cls === "person") return words.some(({ raw }) => hasDigit.test(raw)) ? [] : [[...words]];
  if (cls === "organization") return [[...words], withoutForm(words)];
  const line = /[,\n]/.exec(value)?.index ?? value.length;
  const street = words.filter(({ end }) => end <= line);
  const isStreet = street.some(({ raw }) => hasDigit.test(raw)) && street.some(({ raw }) => raw.length >= leastLetters);
  return isStreet ? [[...words], street] : [[...words]];
}

function withoutForm(words: readonly Word[]): Word[] {
  let last = words.length;
  while (last > 0 && legalForms.has(words[last - 1]!.folded)) last--;
  return words.slice(0, last);
}

/** Words that may tell by themselves who is meant: of a person's full name any, of an organization the only one. */
function partsOf(cls: AgainClass, words: readonly Word[]): Word[] {
  if (cls === "address") return [];
  if (cls === "organization") {
    const own = withoutForm(words);
    return own.length === 1 && mayStandAlone(own[0]!) && !organizationWords.includes(own[0]!.folded) ? own : [];
  }
  if (words.length > 1) return words.filter((word, at) => mayBePart(word) && (at > 0 || !isCommonGiven(word)));
  // It may be the tagger's mistake: only one that people have is looked for.
  return words.filter((word) => mayStandAlone(word) && isName(word) && !isCommonGiven(word));
}

const mayBePart = ({ raw }: Word): boolean => raw.length > 2 && isCapital(raw) && !hasDigit.test(raw);
/** Many people have it: alone it says little, and the tagger knows it by itself. */
const isCommonGiven = ({ raw }: Word): boolean => (flagsOf(raw) & known.given) !== 0;

const nameBits = known.given | known.rareGiven | known.surname | known.rareSurname;
const flagsOf = (raw: string): number => lookUp(loadModel().lexicon, hashLower(raw, 0, raw.length));
const isName = ({ raw }: Word): boolean => (flagsOf(raw) & nameBits) !== 0;

/** "Will" and "May" do not: nor does any word that lists of words have, or a short one. */
export const mayStandAlone = ({ raw }: Pick<Word, "raw">): boolean =>
  raw.length >= leastLetters && isCapital(raw) && !hasDigit.test(raw) && !isListedWord(raw, 0, raw.length);

export const isCapital = (raw: string): boolean => /^\p{Lu}/u.test(raw);
