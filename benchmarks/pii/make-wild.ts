import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Draw, openDraw } from "./draw.ts";
import { makersOf } from "./make-values.ts";
import type { LabelledText } from "./read-sets.ts";
import type { Span } from "./score-spans.ts";

/**
 * Documents as people write them, in `wild/` and, written after the detectors were done, in `later/`: every value stands as `{class:form}`, and what is nobody's as `{-:form}`. In a
 * form `9` is any digit, `8` one from 2 to 9, `A` a capital, `#` a hexadecimal digit; `~` keeps the sign after it, and what
 * mixes other signs with these stands as it is. `*` is a number with right check digits.
 */
export function makeWild(seed: string, copies: number, set: "wild" | "later" = "wild"): LabelledText[] {
  const folder = join(import.meta.dirname, set);
  return readdirSync(folder).flatMap((file) => {
    const lang = file.slice(0, 2);
    const documents = readFileSync(join(folder, file), "utf8").split("===\n");
    return documents.flatMap((document, n) =>
      Array.from({ length: copies }, (_, copy) =>
        fill(document, lang, openDraw(`${set} ${seed} ${lang} ${n} ${copy}`)),
      ),
    );
  });
}

function fill(document: string, lang: string, draw: Draw): LabelledText {
  let text = "";
  const spans: Span[] = [];
  for (const part of document.split(/(\{[a-z_-]+:[^{}]+\})/)) {
    const [, cls, form] = /^\{([a-z_-]+):(.+)\}$/.exec(part) ?? [];
    if (!cls || !form) {
      text += part;
      continue;
    }
    const value = form === "*" ? numberOf(cls, lang, draw) : isForm(cls) ? draws(form, draw) : form;
    if (cls !== "-") spans.push({ start: text.length, end: text.length + value.length, cls });
    text += value;
  }
  return { lang, text, spans };
}

/** Other classes stand as they are: their digits check, or mean something. */
const isForm = (cls: string): boolean => ["-", "phone", "ssn", "health_number", "account"].includes(cls);

const draws = (form: string, draw: Draw): string =>
  form.replace(/~.|[89A#]/g, (sign) => {
    if (sign[0] === "~") return sign[1]!;
    if (sign === "A") return draw.letters(1);
    if (sign === "#") return "0123456789abcdef"[draw.int(16)]!;
    return sign === "9" ? draw.digits(1) : String(2 + draw.int(8));
  });

function numberOf(cls: string, lang: string, draw: Draw): string {
  for (;;) {
    const value = draw.pick(makersOf(lang))(draw);
    if (value.cls === cls) return value.text;
  }
}
