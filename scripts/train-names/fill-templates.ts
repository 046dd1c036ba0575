import { readFileSync } from "node:fs";
import { join } from "node:path";
import { companies } from "./companies.ts";
import { inflectPolish } from "./inflect-polish.ts";
import { exonyms, regions } from "./places.ts";
import type { Random } from "./random.ts";
import type { Sample, Span, SpanLabel } from "./read-data.ts";
import type { Lists } from "./read-lists.ts";

export const languages = ["en", "de", "fr", "es", "it", "nl", "pl"] as const;

type Filled = { text: string; label?: SpanLabel };

/** Draws names, places and organizations of a language, some of them from elsewhere, some that no list has. */
export type Drawer = ReturnType<typeof makeDrawer>;

const suffixes: Record<string, string[]> = {
  en: ["Inc", "Inc.", "Ltd", "LLC", "Corp", "Corp.", "& Co", "Group", "Partners", "University", "Bank", "Hospital", "Church", "School", "FC", "Hotel", "Restaurant"],
  de: ["GmbH", "AG", "e.V.", "& Co. KG", "Bank", "Verlag", "Klinik", "Werke", "Gruppe", "Stiftung"],
  fr: ["SA", "SARL", "SAS", "& Fils", "Groupe"],
  es: ["S.A.", "S.L.", "Grupo", "& Hijos"],
  it: ["S.p.A.", "S.r.l.", "& Figli", "Group"],
  nl: ["B.V.", "N.V.", "Groep", "& Zonen"],
  pl: ["Sp. z o.o.", "S.A.", "sp. j.", "Grupa"],
};
const heads: Record<string, string[]> = {
  en: ["University of", "Bank of", "City of", "Ministry of", "Church of", "Institute of"],
  de: ["Universität", "FC", "SV", "TSV", "Stadtwerke", "Volksbank", "Amtsgericht", "VfL"],
  fr: ["Université de", "Banque de", "Mairie de", "Lycée", "Hôpital", "FC"],
  es: ["Universidad de", "Banco de", "Ayuntamiento de", "Hospital", "Real", "CD"],
  it: ["Università di", "Banca di", "Comune di", "Ospedale", "AC", "Teatro"],
  nl: ["Universiteit", "Gemeente", "Ziekenhuis", "FC", "Stichting", "Hogeschool"],
  pl: ["Uniwersytet", "Bank", "Urząd Miasta", "Szpital", "Fundacja", "Politechnika", "Spółdzielnia", "Kancelaria"],
};
const roles: Record<string, string[]> = {
  en: "CEO,director,manager,president,chairman,spokesman,spokeswoman,minister,senator,professor,coach,head of sales,vice president,lawyer,analyst,editor,secretary".split(","),
  de: "Vorstandschef,Geschäftsführer,Direktorin,Trainer,Ministerin,Minister,Sprecherin,Sprecher,Professor,Bürgermeister,Außenminister".split(","),
  fr: "directeur,directrice,président,ministre,porte-parole,maire,entraîneur,avocat,professeur".split(","),
  es: "director,directora,presidente,ministro,portavoz,alcalde,entrenador,abogado,profesor".split(","),
  it: "direttore,direttrice,presidente,ministro,portavoce,sindaco,allenatore,avvocato,professore".split(","),
  nl: "directeur,voorzitter,minister,woordvoerder,burgemeester,trainer,advocaat,hoogleraar".split(","),
  pl: "dyrektor,prezes,minister,rzecznik,burmistrz,trener,adwokat,profesor".split(","),
};
const months: Record<string, string[]> = {
  en: "January,February,March,April,May,June,July,August,September,October,November,December".split(","),
  de: "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember".split(","),
  fr: "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre".split(","),
  es: "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre".split(","),
  it: "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre".split(","),
  nl: "januari,februari,maart,april,mei,juni,juli,augustus,september,oktober".split(","),
  pl: "stycznia,lutego,marca,kwietnia,maja,czerwca,lipca,sierpnia,września,października".split(","),
};
const days: Record<string, string[]> = {
  en: "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday".split(","),
  de: "Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag,Sonntag".split(","),
  fr: "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche".split(","),
  es: "lunes,martes,miércoles,jueves,viernes,sábado,domingo".split(","),
  it: "lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica".split(","),
  nl: "maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag".split(","),
  pl: "poniedziałek,wtorek,środę,czwartek,piątek,sobotę,niedzielę".split(","),
};
const products =
  "iPhone,iPad,Windows,Photoshop,Excel,PlayStation,Xbox,Android,Civic,Corolla,Mustang,Harry Potter,Star Wars,Game of Thrones,The Office,Titanic,Hamlet,Macbeth,Bible,Koran,Kindle,Linux,Python,Java,Chrome,Firefox,Viagra,Tylenol,Advil,Lego,Barbie,Monopoly,Minecraft,Fortnite,Vitamin D,Labrador,Persian,Siamese,Big Mac,Excel,PowerPoint,Gmail,Outlook,World Cup,Super Bowl,Olympics,Oscars,Grammy,Nobel Prize,World War II,Cold War,New Deal,Medicare,Medicaid,Social Security,Internet,Web,Wi-Fi,Bluetooth,USB,PDF,FAQ,Thanksgiving,Christmas,Easter,Ramadan,Hanukkah,Great Depression,Renaissance".split(",");

export function makeDrawer(lists: Lists, random: Random) {
  const allGiven = Object.keys(lists.given);
  const allSurnames = Object.keys(lists.surnames);
  const cities = lists.cities.filter(({ population }) => population > 30_000);
  const byCountry: Record<string, string[]> = { en: ["US", "GB", "CA", "AU"], de: ["DE", "AT", "CH"], fr: ["FR", "BE"], es: ["ES", "MX", "AR"], it: ["IT"], nl: ["NL", "BE"], pl: ["PL"] };
  const homeCities = Object.fromEntries(
    languages.map((lang) => [lang, lists.cities.filter(({ country, population }) => byCountry[lang]!.includes(country) && population > 8000)]),
  );
  /** Two halves of two names make one that is in no list, but looks like one. */
  const invent = (names: readonly string[]): string => {
    const [a, b] = [random.pick(names), random.pick(names)];
    const end = b.slice(Math.floor(b.length / 2)).toLowerCase();
    return `${a.slice(0, Math.ceil(a.length / 2))}${end}`.replaceAll(/\s/g, "");
  };
  const given = (lang: string): string => {
    const home = lists.given[lang] ?? lists.given["en"]!;
    const dice = random.next();
    if (dice < 0.6) return random.pick(home);
    if (dice < 0.8) return random.pick(lists.given[random.pick(allGiven)]!);
    return dice < 0.9 ? random.pick(lists.rareGiven) : invent(home);
  };
  const surname = (lang: string): string => {
    const home = lists.surnames[lang] ?? lists.surnames["en"]!;
    const dice = random.next();
    if (dice < 0.55) return random.pick(home);
    if (dice < 0.75) return random.pick(lists.surnames[random.pick(allSurnames)]!);
    return dice < 0.87 ? random.pick(lists.rareSurnames) : invent(home);
  };
  const initial = (): string => `${String.fromCharCode(65 + random.below(26))}.`;
  const person = (lang: string): string => {
    const dice = random.next();
    const [g, s] = [given(lang), surname(lang)];
    if (dice < 0.68) return `${g} ${s}`;
    if (dice < 0.78) return `${g} ${initial()} ${s}`;
    if (dice < 0.83) return `${initial()} ${s}`;
    if (dice < 0.88) return `${g} ${given(lang)} ${s}`;
    if (dice < 0.91) return `${g} ${s}-${surname(lang)}`;
    if (dice < 0.94) return `${g} ${random.pick(["van", "de", "von", "van der", "di", "al", "bin", "Mc", "O'", "del", "la", "St."])} ${s}`.replace(/(Mc|O') /, "$1");
    if (dice < 0.96) return `${initial()}${initial()} ${s}`;
    return lang === "es" || dice > 0.98 ? `${g} ${s} ${surname(lang)}` : `${g} ${s}`;
  };
  const city = (lang: string): string => {
    const dice = random.next();
    if (dice < 0.4) return random.pick(homeCities[lang]!).name;
    if (dice < 0.6) return random.pick(cities).name;
    if (dice < 0.7) return random.pick(exonyms);
    if (dice < 0.8) return random.pick(regions);
    return dice < 0.9 ? random.pick(lists.wordnet.places) : random.pick(cities.filter(({ population }) => population > 1_000_000)).name;
  };
  const country = (lang: string): string => (random.chance(0.8) ? random.pick(lists.countries[lang]!) : random.pick(regions));
  const word = (lang: string): string => {
    const list = lists.common[lang]!;
    for (;;) {
      const found = list[200 + random.below(list.length - 200)]!;
      if (found.length > 3 && !isNameLike(found, lists) && /^\p{L}+$/u.test(found)) return found;
    }
  };
  const organization = (lang: string): string => {
    const dice = random.next();
    if (dice < 0.4) return random.pick(companies);
    if (dice < 0.5) return random.pick(lists.wordnet.groups);
    if (dice < 0.6) return `${random.pick(heads[lang]!)} ${random.pick(homeCities[lang]!).name}`;
    if (dice < 0.72) return `${surname(lang)} ${random.pick(suffixes[lang]!)}`;
    if (dice < 0.8) return `${capital(word(lang))} ${capital(word(lang))} ${random.pick(suffixes[lang]!)}`;
    if (dice < 0.86) return `${surname(lang)} & ${surname(lang)}`;
    if (dice < 0.93) return Array.from({ length: 2 + random.below(4) }, () => String.fromCharCode(65 + random.below(26))).join("");
    return `${capital(word(lang))} ${random.pick(suffixes[lang]!)}`;
  };
  const street = (lang: string): string => {
    const n = 1 + random.below(200);
    const name = random.chance(0.5) ? surname(lang) : capital(word(lang));
    if (lang === "en") return `${n} ${name} ${random.pick(["Street", "St", "Ave", "Road", "Lane", "Drive", "Blvd"])}`;
    if (lang === "de") return `${name}${random.pick(["straße", "weg", "gasse", "str."])} ${n}`;
    if (lang === "nl") return `${name}${random.pick(["straat", "weg", "laan"])} ${n}`;
    if (lang === "fr") return `${n} ${random.pick(["rue", "avenue", "place"])} ${random.pick(["de", "du", ""])} ${name}`.replace("  ", " ");
    return `${{ es: "Calle", it: "Via", pl: "ul." }[lang]} ${name} ${n}`;
  };
  return { given, surname, person, city, country, organization, street, word, initial, random };
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

let nameLike: Set<string> | undefined;
function isNameLike(word: string, lists: Lists): boolean {
  nameLike ??= new Set(
    [...Object.values(lists.given), ...Object.values(lists.surnames)].flat().concat(lists.cities.filter((c) => c.population > 1e5).map((c) => c.name)).concat(Object.values(lists.countries).flat()).map((n) => n.toLowerCase()),
  );
  return nameLike.has(word.toLowerCase());
}

const inflected = (name: string, random: Random): string =>
  name.split(" ").map((part) => (part.endsWith(".") ? part : random.pick([part, ...inflectPolish(part), ...inflectPolish(part)]))).join(" ");

/** One sample of a template: every slot filled, its span known. */
export function fillTemplate(template: string, lang: string, draw: Drawer): Sample {
  const { random } = draw;
  let text = "";
  const spans: Span[] = [];
  for (const part of template.split(/(\{[A-Za-z]\})/)) {
    if (!/^\{[A-Za-z]\}$/.test(part)) {
      text += part;
      continue;
    }
    const { text: filled, label } = fillSlot(part[1]!, lang, draw);
    if (label) spans.push({ start: text.length, end: text.length + filled.length, label });
    text += filled;
  }
  void random;
  return { text, lang, source: `template-${lang}`, spans };
}

function fillSlot(slot: string, lang: string, draw: Drawer): Filled {
  const { random } = draw;
  const lower = slot === slot.toLowerCase();
  const person = (text: string): Filled => ({ text: lower ? text.toLowerCase() : text, label: "person" });
  switch (slot) {
    case "P": case "p": return person(draw.person(lang));
    case "G": case "g": return person(draw.given(lang));
    case "S": case "s": return person(draw.surname(lang));
    case "Q": case "q": return person(inflected(draw.person(lang), random));
    case "R": case "r": return person(inflected(draw.given(lang), random));
    case "L": case "l": { const text = draw.city(lang); return { text: lower ? text.toLowerCase() : text, label: "location" }; }
    case "C": return { text: draw.country(lang), label: "location" };
    case "A": return { text: draw.street(lang), label: "location" };
    case "O": case "o": { const text = draw.organization(lang); return { text: lower ? text.toLowerCase() : text, label: "organization" }; }
    case "J": return { text: lang === "en" || lang === "pl" ? capital(random.pick(roles[lang]!)) : random.pick(roles[lang]!) };
    case "j": return { text: random.pick(roles[lang]!) };
    case "K": return { text: capital(draw.word(lang)) };
    case "k": return { text: draw.word(lang) };
    case "M": return { text: random.pick(months[lang]!) };
    case "W": return { text: random.pick(days[lang]!) };
    case "D": return { text: random.pick(products) };
    case "H": return { text: random.pick(["he", "she", "they"]) };
    case "I": return { text: draw.initial() };
    default: return { text: String(random.chance(0.5) ? 1 + random.below(60) : 1900 + random.below(126)) };
  }
}

export function readTemplates(lang: string): string[] {
  return readFileSync(join(import.meta.dirname, "templates", `${lang}.txt`), "utf8").split("\n").filter(Boolean);
}
