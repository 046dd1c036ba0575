import { join } from "node:path";
import { type Draw, openDraw } from "../pii/draw.ts";
import { makeDocuments } from "../pii/make-documents.ts";
import { readSets } from "../pii/read-sets.ts";
import { plantKnown } from "./known-people.ts";
import { secretForms } from "./make-secrets.ts";

export type Planted = { cls: string; text: string };
/** A text in which values stand that must not leave. `free` are names of people and places: found at a rate. */
export type Prompt = { id: string; text: string; values: Planted[]; free: Planted[] };

/** What has no form of its own, and what is allowed to leave. */
const free = new Set(["person", "location", "address"]);
const allowed = new Set(["url", "organization"]);

const frames = [
  "Could you check this before I send it on? {} Thanks a lot.",
  "Note from the meeting:\n- budget is fine\n- {}\n- next one on Tuesday",
  "{}",
  "Bitte fassen Sie das zusammen: {} Danke!",
  "Merci de traduire : « {} »",
  "config.yaml\n---\nversion: 3\n# {}\nretries: 5",
  "> quoted\n> {}\n\nWhat should I answer?",
];

/** As many prompts as asked for, in turn from made documents, published sets, texts with a key and with a known name. */
export function makePrompts(count: number, seed: string): Prompt[] {
  const draw = openDraw(`leaks ${seed}`);
  const quarter = Math.ceil(count / 4);
  const sets = readSets(join(import.meta.dirname, "../data/pii"));
  const published = sets.flatMap(({ name, texts }) => texts.map((one, at) => ({ id: `${name}:${at}`, ...one })));
  const usable = published.filter(({ spans }) => spans.length > 0);
  const sources = [
    makeDocuments(quarter, `leaks ${seed}`).map(toPrompt),
    Array.from({ length: quarter }, () => withoutBirths(toPrompt(draw.pick(usable)))),
    Array.from({ length: quarter }, (_, at) => plantSecret(draw, at)),
    Array.from({ length: quarter }, () => mentionKnown(draw)),
  ];
  return Array.from({ length: count }, (_, at) => sources[at % 4]![Math.floor(at / 4)]!);
}

/** Published texts have dates of birth that no word tells to be some, and such as a bad scan: found at a rate, too. */
function withoutBirths(prompt: Prompt): Prompt {
  const isBirth = ({ cls }: Planted) => cls === "birth";
  const values = prompt.values.filter((value) => !isBirth(value));
  return { ...prompt, values, free: [...prompt.free, ...prompt.values.filter(isBirth)] };
}

type Labelled = { id: string; text: string; spans: { start: number; end: number; cls: string }[] };

function toPrompt({ id, text, spans }: Labelled): Prompt {
  const all = spans.map(({ start, end, cls }) => ({ cls, text: text.slice(start, end) }));
  return {
    id,
    text,
    values: all.filter(({ cls }) => !free.has(cls) && !allowed.has(cls)),
    free: all.filter(({ cls }) => free.has(cls)),
  };
}

function mentionKnown(draw: Draw): Prompt {
  const { id, text, form } = plantKnown(draw);
  return { id, text, values: [{ cls: "known", text: form }], free: [] };
}

function plantSecret(draw: Draw, at: number): Prompt {
  const names = Object.keys(secretForms);
  const name = names[at % names.length]!;
  const value = secretForms[name]!(draw);
  const text = draw.pick(frames).replace("{}", () => value);
  return { id: `secret:${name}`, text, values: [{ cls: "secret", text: value }], free: [] };
}
