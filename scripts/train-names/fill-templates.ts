import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflectPolish } from "./inflect-polish.ts";
import { capital, type Drawer, languages } from "./drawer.ts";
import type { Random } from "./random.ts";
import type { Sample, Span, SpanLabel } from "./read-data.ts";
import { days, dealings, doings, months, products, roles, things } from "./slot-words.ts";
import { restyle } from "./vary.ts";

type Filled = { text: string; label?: SpanLabel };

const inflected = (name: string, random: Random): string =>
  name
    .split(" ")
    .map((part) => (part.endsWith(".") ? part : random.pick([part, ...inflectPolish(part), ...inflectPolish(part)])))
    .join(" ");

/** One sample of a template: every slot filled, its span known. */
function fillTemplate(template: string, lang: string, draw: Drawer): Sample {
  let text = "";
  const spans: Span[] = [];
  for (const part of template.split(/(\{[A-Za-z]\})/)) {
    if (!/^\{[A-Za-z]\}$/.test(part)) {
      text += part;
      continue;
    }
    const { text: filled, label } = fillSlot(part[1]!, lang, draw);
    const before = spans.at(-1);
    // An initial between two names: one person.
    if (before && label === "person" && before.label === label && text.slice(before.end) === " ")
      before.end += 1 + filled.length;
    else if (label) spans.push({ start: text.length, end: text.length + filled.length, label });
    text += filled;
  }
  return { text, lang, source: `template-${lang}`, spans };
}

type Slot = (lang: string, draw: Drawer) => string;

/** Slots with a name in them; the small letter is the same in lower case. */
const named: Record<string, { label: SpanLabel; draw: Slot }> = {
  P: { label: "person", draw: (lang, draw) => draw.person(lang) },
  G: { label: "person", draw: (lang, draw) => draw.given(lang) },
  S: { label: "person", draw: (lang, draw) => draw.surname(lang) },
  Q: { label: "person", draw: (lang, draw) => inflected(draw.person(lang), draw.random) },
  R: { label: "person", draw: (lang, draw) => inflected(draw.given(lang), draw.random) },
  I: { label: "person", draw: (_, draw) => draw.initial() },
  L: { label: "location", draw: (lang, draw) => draw.city(lang) },
  C: { label: "location", draw: (lang, draw) => draw.country(lang) },
  A: { label: "location", draw: (lang, draw) => draw.street(lang) },
  O: { label: "organization", draw: (lang, draw) => draw.organization(lang) },
};
const other: Record<string, Slot> = {
  J: (lang, draw) =>
    lang === "en" || lang === "pl" ? capital(draw.random.pick(roles[lang]!)) : draw.random.pick(roles[lang]!),
  j: (lang, draw) => draw.random.pick(roles[lang]!),
  K: (lang, draw) => capital(draw.word(lang, true)),
  k: (lang, draw) => draw.word(lang),
  V: (_, draw) => draw.random.pick(doings),
  U: (_, draw) => draw.random.pick(dealings),
  X: (_, draw) => draw.random.pick(things),
  M: (lang, draw) => draw.random.pick(months[lang]!),
  W: (lang, draw) => draw.random.pick(days[lang]!),
  D: (_, draw) => draw.random.pick(products),
  H: (_, draw) => draw.random.pick(["he", "she", "they"]),
  N: (_, { random }) => String(random.chance(0.5) ? 1 + random.below(60) : 1900 + random.below(126)),
};

function fillSlot(slot: string, lang: string, draw: Drawer): Filled {
  const plain = other[slot];
  if (plain) return { text: plain(lang, draw) };
  const { label, draw: drawName } = named[slot.toUpperCase()]!;
  const text = drawName(lang, draw);
  return { text: slot === slot.toLowerCase() ? text.toLowerCase() : text, label };
}

const readTemplates = (lang: string): string[] =>
  readFileSync(join(import.meta.dirname, "templates", `${lang}.txt`), "utf8")
    .split("\n")
    .filter(Boolean);
const templates = Object.fromEntries(languages.map((lang) => [lang, readTemplates(lang)]));

/** English and German have real text to learn from; of the others there is only this. More would make names too common. */
const shares: Record<string, number> = { en: 1, de: 0.5 };
const shareOfOthers = 1.5;

/** Samples of each language, and English sentences without names. */
export function fillTemplates(count: number, draw: Drawer): Sample[] {
  const plain = (): Sample => ({ text: draw.plain(), lang: "en", source: "wordnet", spans: [] });
  const filled = languages.flatMap((lang) =>
    Array.from({ length: count * (shares[lang] ?? shareOfOthers) }, () => fillOne(lang, draw)),
  );
  return [...filled, ...Array.from({ length: 5 * count }, plain)];
}

function fillOne(lang: string, draw: Drawer): Sample {
  const { random } = draw;
  const one = (): Sample => fillTemplate(random.pick(templates[lang]!), lang, draw);
  const sample = random.chance(0.35) ? follow(one(), one(), random.pick([" ", "\n", ". "])) : one();
  return random.chance(0.15) ? restyle(sample, random.next()) : sample;
}

function follow(a: Sample, b: Sample, by: string): Sample {
  const shift = a.text.length + by.length;
  const moved = b.spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift }));
  return { ...a, text: a.text + by + b.text, spans: [...a.spans, ...moved] };
}
