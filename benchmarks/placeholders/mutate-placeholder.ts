import type { Draw } from "../pii/draw.ts";

const anyCase = (word: string, draw: Draw) =>
  Array.from(word, (letter) => (draw.chance(0.5) ? letter.toLowerCase() : letter.toUpperCase())).join("");
const casings: ((word: string, draw: Draw) => string)[] = [
  (word) => word,
  (word) => word.toLowerCase(),
  (word) => word[0]! + word.slice(1).toLowerCase(),
  anyCase,
];
const brackets = [
  ["[", "]"],
  ["(", ")"],
  ["<", ">"],
  ["{", "}"],
  ["\\[", "\\]"],
  ["【", "】"],
  ["［", "］"],
  ["%5B", "%5D"],
] as const;
/** What models put around what they take for a name. */
const wraps = ["", "**", "`", '"', "*", "_.", "'"];

/** A placeholder as a model may hand it back: in other case, with other spaces, signs and brackets. */
export function mutatePlaceholder(word: string, number: number, draw: Draw): { before: string; form: string } {
  const cased = draw.pick(casings)(word, draw);
  const inner = draw.pick(["_", "_", " ", "-", "\\_"]);
  const written = cased.replaceAll("_", inner);
  const zeros = draw.pick(["", "", "0", "00"]);
  if (draw.chance(0.15))
    return { before: draw.pick([" ", "**", '"']), form: `${written}${draw.pick(["_", "-", "\\_"])}${zeros}${number}` };
  const [open, close] = draw.chance(0.5) ? brackets[0] : draw.pick(brackets);
  const gap = draw.pick(["_", "_", "_", " ", "-", ":", ": ", " _ ", "\\_", "#", " #", ".", "\u00a0"]);
  const [left, right] = [draw.pick(["", "", " ", "  "]), draw.pick(["", "", " ", "  "])];
  return { before: draw.pick(wraps), form: `${open}${left}${written}${gap}${zeros}${number}${right}${close}` };
}

/** What looks like a placeholder in part, and is none. */
export const decoys = [
  "[1]",
  "[sic]",
  "(e.g. this)",
  "<b>",
  "{{name}}",
  "[[",
  "]]",
  "[EMAIL]",
  "EMAIL",
  "e-mail 2",
  "[PERSON_]",
  "[_1]",
  "PERSON1",
  "[X_1]",
  "person 1",
  "[CARD_1234567]",
  "a[",
  "(",
  "\\",
  "[IBAN_1",
];
