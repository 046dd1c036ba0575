import { keyForms } from "./secret-rules.ts";

/** A form as an expression without choices inside: each part has its own characters and a bounded length. */
export type CompiledForm = {
  id: string;
  keyword: string /** How far before the keyword the key begins. */;
  lead: number;
  pattern: RegExp;
  entropy: number /** Whether it may be so long that a stretch is looked at once, not from each place in it. */;
  isLong: boolean;
};

const sets: Record<string, string> = {
  d: "0-9",
  h: "a-f0-9",
  x: "a-fA-F0-9",
  a: "a-z0-9",
  w: "A-Za-z0-9",
  u: "A-Z0-9",
  l: "A-Za-z",
  k: "\\w-",
  b: "A-Za-z0-9+/=",
  j: "\\w.=-",
  g: "a-h0-9",
  t: "A-Z2-7",
};
export const inSet = (set: string): RegExp => new RegExp(`^[${sets[set]!}]+$`, set === "h" || set === "a" ? "i" : "");

/** Longer than any key that is not cut anyway. */
const lengthMax = 4000;
const part = /^([dhxawulkbjgt])(\d+)(-(\d*))?$/;

export const compiledForms: readonly CompiledForm[] = keyForms.flatMap(({ id, forms, entropy }) =>
  forms.map((form) => compile(id, form, entropy)),
);

function compile(id: string, written: string, entropy: number): CompiledForm {
  const anyCase = written.startsWith("~");
  const parts = written.replace("~", "").split(" ");
  const literals = parts.filter((one) => !part.test(one));
  // A key is looked for from its beginning where that is a word, else from the longest word inside it.
  const longest = literals.reduce((most, one) => (one.length > most.length ? one : most), "");
  const keyword = part.test(parts[0]!) ? longest : parts[0]!;
  let lead = 0;
  for (const one of parts.slice(0, parts.indexOf(keyword))) {
    const [, , least, , most] = part.exec(one) ?? [];
    lead += least === undefined ? one.length : Number(most ?? least);
  }
  const source = parts.map(toSource).join("");
  const pattern = new RegExp(`${source}(?![A-Za-z0-9_])`, anyCase ? "iy" : "y");
  const isLong = parts.some((one) => Number(part.exec(one)?.[4] || (part.exec(one)?.[3] ? lengthMax : 0)) > 256);
  return { id, keyword: keyword.toLowerCase(), lead, pattern, entropy, isLong };
}

function toSource(one: string): string {
  const [, set, least, range, most] = part.exec(one) ?? [];
  if (set === undefined)
    return one
      .replace(/[.*+?^${}()|[\]\\/~-]/g, "\\$&")
      .replace(/\\-/g, "-")
      .replace(/\\~/g, "~");
  const upTo = range === undefined ? least : most || String(lengthMax);
  return `[${sets[set]!}]{${least},${upTo}}`;
}
