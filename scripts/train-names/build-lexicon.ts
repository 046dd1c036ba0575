import { hashLower } from "../../server/src/egress/guardrail/names/hash-text.ts";
import { addWord, known, lexiconLanguages } from "../../server/src/egress/guardrail/names/lexicon.ts";
import {
  calendarWords,
  organizationWords,
  placeWords,
  titles,
} from "../../server/src/egress/guardrail/names/word-classes.ts";
import { inflectPolish } from "./inflect-polish.ts";
import type { Lists } from "./read-lists.ts";
import { exonyms, regions } from "./places.ts";
import { publicFigures } from "./public-figures.ts";
import { companies } from "./companies.ts";

/** Countries whose smaller towns are listed too: those whose languages are tagged. */
const home = new Set(["US", "GB", "IE", "CA", "AU", "DE", "AT", "CH", "FR", "BE", "ES", "IT", "NL", "PL", "MX", "AR"]);

const tagBits: Record<string, number> = {
  FirstName: known.given,
  MaleName: known.given,
  FemaleName: known.given,
  LastName: known.surname,
  City: known.bigPlace,
  Country: known.country,
  Region: known.country,
  Place: known.smallPlace,
  Organization: known.organization,
  SportsTeam: known.organization,
  Company: known.organization,
  Honorific: known.title,
  Actor: known.role,
  Demonym: known.demonym,
  Month: known.calendar,
  WeekDay: known.calendar,
  Person: known.famous,
};

/** Word and phrase hashes to what is known of them. */
export function buildLexicon(lists: Lists): Map<number, number> {
  const entries = new Map<number, number>();
  const add = (texts: Iterable<string>, bits: number): void => {
    for (const text of texts) addEntry(entries, text, bits);
  };
  for (const names of Object.values(lists.given)) add(names, known.given);
  for (const names of Object.values(lists.surnames)) add(names, known.surname);
  add(lists.rareGiven, known.rareGiven);
  add(lists.rareSurnames, known.rareSurname);
  add((lists.given["pl"] ?? []).flatMap(inflectPolish), known.given);
  add((lists.surnames["pl"] ?? []).flatMap(inflectPolish), known.surname);
  addPlaces(add, lists);
  add(companies, known.organization);
  for (const [word, tags] of lists.tagged)
    add(
      [word],
      tags.reduce((bits, tag) => bits | (tagBits[tag] ?? 0), 0),
    );
  add(lists.wordnet.persons, known.famous);
  add(publicFigures, known.famous);
  add(lists.wordnet.groups, known.organization);
  add(titles, known.title);
  add(organizationWords, known.organizationWord);
  add(placeWords, known.placeWord);
  add(calendarWords, known.calendar);
  addCommonWords(entries, lists);
  return entries;
}

function addPlaces(add: (texts: Iterable<string>, bits: number) => void, lists: Lists): void {
  for (const { name, country, population } of lists.cities) {
    if (population >= 100_000) add([name], known.bigPlace);
    else if (population >= 20_000 || (home.has(country) && population >= 8000)) add([name], known.smallPlace);
  }
  for (const names of Object.values(lists.countries)) add(names, known.country);
  add(regions, known.country);
  add(exonyms, known.bigPlace);
  add(lists.wordnet.places, known.smallPlace);
}

function addCommonWords(entries: Map<number, number>, lists: Lists): void {
  lexiconLanguages.forEach((language, index) => {
    const shift = 16 + 2 * index;
    (lists.common[language] ?? []).forEach((word, rank) => {
      const level = rank < 300 ? 3 : rank < 3000 ? 2 : 1;
      const hash = hashLower(word, 0, word.length);
      const flags = entries.get(hash) ?? 0;
      if (((flags >>> shift) & 3) < level) entries.set(hash, (flags & ~(3 << shift)) | (level << shift));
    });
  });
  for (const word of lists.dictionary) {
    const hash = hashLower(word, 0, word.length);
    // A word that is in no other list needs a place only where it could pass for a name.
    entries.set(hash, (entries.get(hash) ?? 0) | known.dictionary);
  }
}

/** Adds a word or phrase, and its form without accents. */
function addEntry(entries: Map<number, number>, text: string, bits: number): void {
  if (bits === 0) return;
  for (const form of new Set([text, stripAccents(text)])) {
    const words = form.trim().split(/\s+/).filter(Boolean);
    if (words.length === 0 || words.length > 4) continue;
    let hash = hashLower(words[0]!, 0, words[0]!.length);
    if (words.length > 1) {
      entries.set(hash, (entries.get(hash) ?? 0) | known.opens);
      for (const word of words.slice(1)) hash = addWord(hash, hashLower(word, 0, word.length));
    }
    entries.set(hash, (entries.get(hash) ?? 0) | bits);
  }
}

const stripAccents = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("Ł", "L");
