import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Draw, openDraw } from "./draw.ts";
import { fillForm } from "./checked/fill-form.ts";
import { makeChecked } from "./make-checked.ts";
import type { LabelledText } from "./read-sets.ts";

/**
 * Values of every class by the public description of their form, in sentences of the country's language; written after the
 * detectors, and sharing no code with them. Each line of `fresh/` is `class|language|sentences|forms`, apart by `;`. In a form
 * `9` is any digit, `8` one from 2 to 9, `A` a capital, `¤` a small letter, `#` a hexadecimal digit; `~` keeps the sign
 * after it; `=name` is a number with its check digits, made below.
 */
export function makeFresh(seed: string, copies: number): LabelledText[] {
  const lines = readFileSync(join(import.meta.dirname, "fresh/cases.txt"), "utf8").split("\n");
  const cases = lines.filter((line) => line.includes("|") && !line.startsWith("//"));
  return cases.flatMap((line) => {
    const [cls = "", lang = "", sentences = "", forms = ""] = line.split("|");
    const draw = openDraw(`fresh ${seed} ${line}`);
    return Array.from({ length: copies }, () =>
      forms.split(";").map((form) => place(draw, { cls, lang, sentence: draw.pick(sentences.split(";")), form })),
    ).flat();
  });
}

/** Classes whose letters and digits mean something: forms of these stand as they are. */
const literal = new Set(["url", "email", "ip", "birth"]);
type Place = { cls: string; lang: string; sentence: string; form: string };
const before = ["", "", "Hi there. ", "OK – ", "1. ", "- ", "> "];
const after = ["", " Thanks!", "\n\nBest, T.", " See page 3.", "\nRoom 214, 9:30"];

function place(draw: Draw, { cls, lang, sentence, form }: Place): LabelledText {
  const value = form.startsWith("=")
    ? makeChecked(form.slice(1), draw)
    : literal.has(cls)
      ? form
      : fillForm(form, draw);
  const [head = "", tail = ""] = sentence.replaceAll("¶", "\n").split("{}");
  const start = draw.pick(before) + head;
  const span = {
    start: start.length,
    end: start.length + value.length,
    cls,
  };
  return { lang, text: start + value + tail + draw.pick(after), spans: cls === "-" ? [] : [span] };
}
