import { companies } from "./companies.ts";
import { exonyms, regions } from "./places.ts";
import { publicFigures } from "./public-figures.ts";
import type { Random } from "./random.ts";
import type { Lists } from "./read-lists.ts";
import { heads, suffixes } from "./slot-words.ts";

export const languages = ["en", "de", "fr", "es", "it", "nl", "pl"] as const;

const countriesOf: Record<string, string[]> = {
  en: ["US", "GB", "CA", "AU"],
  de: ["DE", "AT", "CH"],
  fr: ["FR", "BE"],
  es: ["ES", "MX", "AR"],
  it: ["IT"],
  nl: ["NL", "BE"],
  pl: ["PL"],
};
const particles = ["van ", "de ", "von ", "van der ", "di ", "al ", "bin ", "Mc", "O'", "del ", "la ", "St. "];

export const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** Draws names, places and organizations of a language: some of them from elsewhere, some that no list has. */
export class Drawer {
  readonly random: Random;
  private readonly lists: Lists;
  private readonly givenFrom: string[];
  private readonly surnamesFrom: string[];
  private readonly cities: string[];
  private readonly metropolises: string[];
  private readonly home: Record<string, string[]>;
  private readonly nameLike: Set<string>;

  constructor(lists: Lists, random: Random) {
    const citiesOver = (least: number, of?: string[]): string[] =>
      lists.cities
        .filter((city) => city.population > least && (!of || of.includes(city.country)))
        .map(({ name }) => name);
    this.random = random;
    this.lists = lists;
    this.givenFrom = Object.keys(lists.given);
    this.surnamesFrom = Object.keys(lists.surnames);
    this.cities = citiesOver(30_000);
    this.metropolises = citiesOver(1_000_000);
    this.home = Object.fromEntries(languages.map((lang) => [lang, citiesOver(8000, countriesOf[lang])]));
    const names = [lists.given, lists.surnames, lists.countries].flatMap((of) => Object.values(of).flat());
    this.nameLike = new Set([...names, ...citiesOver(100_000)].map((name) => name.toLowerCase()));
  }

  given(lang: string): string {
    const home = this.lists.given[lang]!;
    const dice = this.random.next();
    if (dice < 0.6) return this.random.pick(home);
    if (dice < 0.8) return this.random.pick(this.lists.given[this.random.pick(this.givenFrom)]!);
    return dice < 0.9 ? this.random.pick(this.lists.rareGiven) : this.invent(home);
  }

  surname(lang: string): string {
    const home = this.lists.surnames[lang]!;
    const dice = this.random.next();
    if (dice < 0.5) return this.random.pick(home);
    if (dice < 0.58) return this.random.pick(publicFigures);
    if (dice < 0.75) return this.random.pick(this.lists.surnames[this.random.pick(this.surnamesFrom)]!);
    return dice < 0.87 ? this.random.pick(this.lists.rareSurnames) : this.invent(home);
  }

  /** Two halves of two names make one that is in no list, but looks like one. */
  private invent(names: readonly string[]): string {
    const [a, b] = [this.random.pick(names), this.random.pick(names)];
    return (a.slice(0, Math.ceil(a.length / 2)) + b.slice(Math.floor(b.length / 2)).toLowerCase()).replaceAll(
      /\s/g,
      "",
    );
  }

  /** A sentence without names, mostly as sentences begin and end. */
  plain(): string {
    const sentence = this.random.pick(this.lists.plain);
    return this.random.chance(0.8) ? `${capital(sentence)}${this.random.pick([".", ".", "!", "?", ""])}` : sentence;
  }

  initial(): string {
    return `${String.fromCharCode(65 + this.random.below(26))}.`;
  }

  person(lang: string): string {
    const [given, surname] = [this.given(lang), this.surname(lang)];
    const dice = this.random.next();
    if (lang === "es" && dice < 0.3) return `${given} ${surname} ${this.surname(lang)}`;
    if (dice < 0.7) return `${given} ${surname}`;
    if (dice < 0.8) return `${given} ${this.initial()} ${surname}`;
    if (dice < 0.85) return `${this.initial()} ${surname}`;
    if (dice < 0.9) return `${given} ${this.given(lang)} ${surname}`;
    if (dice < 0.93) return `${given} ${surname}-${this.surname(lang)}`;
    if (dice < 0.97) return `${given} ${this.random.pick(particles)}${surname}`;
    return dice < 0.985 ? `${this.initial()}${this.initial()} ${surname}` : `${given} ${surname} ${this.surname(lang)}`;
  }

  city(lang: string): string {
    const dice = this.random.next();
    if (dice < 0.4) return this.random.pick(this.home[lang]!);
    if (dice < 0.6) return this.random.pick(this.cities);
    if (dice < 0.7) return this.random.pick(exonyms);
    if (dice < 0.8) return this.random.pick(regions);
    return this.random.pick(dice < 0.9 ? this.lists.wordnet.places : this.metropolises);
  }

  country(lang: string): string {
    return this.random.chance(0.8) ? this.random.pick(this.lists.countries[lang]!) : this.random.pick(regions);
  }

  /** A word of the language that is nobody's and no place's name. German nouns are known by their capital. */
  word(lang: string, noun = false): string {
    const list = this.lists.common[lang]!;
    for (;;) {
      const word = list[200 + this.random.below(list.length - 200)]!;
      if (lang === "de" && noun !== /^\p{Lu}/u.test(word)) continue;
      if (word.length > 3 && !this.nameLike.has(word.toLowerCase()) && /^\p{L}+$/u.test(word)) return word;
    }
  }

  organization(lang: string): string {
    const dice = this.random.next();
    if (dice < 0.4) return this.random.pick(companies);
    if (dice < 0.5) return this.random.pick(this.lists.wordnet.groups);
    if (dice < 0.6) return `${this.random.pick(heads[lang]!)} ${this.random.pick(this.home[lang]!)}`;
    if (dice < 0.72) return `${this.surname(lang)} ${this.random.pick(suffixes[lang]!)}`;
    if (dice < 0.8)
      return `${capital(this.word(lang))} ${capital(this.word(lang))} ${this.random.pick(suffixes[lang]!)}`;
    if (dice < 0.86) return `${this.surname(lang)} & ${this.surname(lang)}`;
    if (dice < 0.93) return Array.from({ length: 2 + this.random.below(4) }, () => this.initial()[0]).join("");
    return `${capital(this.word(lang))} ${this.random.pick(suffixes[lang]!)}`;
  }

  street(lang: string): string {
    const house = 1 + this.random.below(200);
    const name = this.random.chance(0.5) ? this.surname(lang) : capital(this.word(lang));
    const kind = (...of: string[]): string => this.random.pick(of);
    if (lang === "en") return `${house} ${name} ${kind("Street", "St", "Ave", "Road", "Lane", "Drive", "Blvd")}`;
    if (lang === "de") return `${name}${kind("straße", "weg", "gasse", "str.")} ${house}`;
    if (lang === "nl") return `${name}${kind("straat", "weg", "laan")} ${house}`;
    if (lang === "fr") return `${house} ${kind("rue", "avenue", "place")} ${kind("de ", "du ", "")}${name}`;
    return `${{ es: "Calle", it: "Via", pl: "ul." }[lang]!} ${name} ${house}`;
  }
}
