import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeNumber } from "./composed/values.ts";
import { type Draw, openDraw } from "./draw.ts";
import type { LabelledText } from "./read-sets.ts";
import type { Span } from "./score-spans.ts";

type UnseenSet = "unseen" | "unseen-2" | "everyday" | "addresses";

/**
 * Documents in the manner of other people's labelled sets, in `unseen/`, and in `unseen-2/` after what the first showed was mended: templates with a value in each line, forms, letters, logs,
 * records; in `everyday/` chats, tickets, signatures, notes and posts with every name, place, organization and address labelled. A value stands as `{class:form}`, what is nobody's as `{-:form}`. In a form `_` is any digit, `^` one from 2 to 9, `§` a
 * capital, `¤` a small letter, `#` a hexadecimal digit; `=name` is a number with its check digits, `=name/change` one
 * written in another way.
 */
export function makeUnseen(seed: string, copies: number, set: UnseenSet = "unseen"): LabelledText[] {
  const folder = join(import.meta.dirname, set);
  return readdirSync(folder).flatMap((file) => {
    const documents = readFileSync(join(folder, file), "utf8").split("\n===\n");
    return documents.flatMap((document, n) =>
      Array.from({ length: copies }, (_, copy) =>
        fill(document, file.slice(0, 2), openDraw(`${set} ${seed} ${file} ${n} ${copy}`)),
      ),
    );
  });
}

function fill(document: string, lang: string, draw: Draw): LabelledText {
  let text = "";
  const spans: Span[] = [];
  for (const part of document.split(/(\{[a-z_-]+:[^{}]+\})/)) {
    const [, cls, form] = /^\{([a-z_-]+):(.+)\}$/s.exec(part) ?? [];
    const value = cls && form ? toValue(form, cls, draw) : part;
    if (cls && cls !== "-") spans.push({ start: text.length, end: text.length + value.length, cls });
    text += value;
  }
  return { lang, text, spans };
}

/** An underscore is one in these. */
const literal = new Set(["url", "email", "birth", "person", "location", "organization", "address"]);

function toValue(form: string, cls: string, draw: Draw): string {
  const [, name = "", change = ""] = /^=(\w+)(?:\/(\w+))?$/.exec(form) ?? [];
  if (name !== "") return (changes[change] ?? String)((own[name] ?? ((by: Draw) => makeNumber(name, by)))(draw));
  if (literal.has(cls)) return form;
  return form.replace(/[_^§¤#]/g, (sign) => signs[sign]!(draw));
}

const signs: Record<string, (draw: Draw) => string> = {
  _: (draw) => draw.digits(1),
  "^": (draw) => String(2 + draw.int(8)),
  "§": (draw) => draw.letters(1),
  "¤": (draw) => draw.letters(1).toLowerCase(),
  "#": (draw) => "0123456789abcdef"[draw.int(16)]!,
};

const group = (draw: Draw) => (4096 + draw.int(61_439)).toString(16);
/** What has no check digits. */
const own: Record<string, (draw: Draw) => string> = {
  ip4: (draw) => [1 + draw.int(222), draw.int(256), draw.int(256), 1 + draw.int(254)].join("."),
  ip6: (draw) => ["2a02", ...Array.from({ length: 7 }, () => group(draw))].join(":"),
  ip6_short: (draw) => `2a01:${group(draw)}::${group(draw)}:${draw.int(99)}`,
  mac: (draw) => Array.from({ length: 6 }, () => (16 + draw.int(239)).toString(16)).join(":"),
};

const plain = (text: string) => text.replace(/[ -]/g, "");
/** Other ways of writing the same number. */
const changes: Record<string, (text: string) => string> = {
  plain,
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  dashed: (text) => plain(text).replace(/(.{4})(?=.)/g, "$1-"),
  spaced: (text) => plain(text).replace(/(.{4})(?=.)/g, "$1 "),
  broken: (text) =>
    plain(text)
      .replace(/(.{4})(?=.)/g, "$1 ")
      .replace(/^(.{14}) /, "$1\n"),
};
