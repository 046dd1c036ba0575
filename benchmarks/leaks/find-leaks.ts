import type { Planted } from "./make-prompts.ts";

/** Everything that a recorder was sent, as readers of it will see it: raw, and with JSON's escapes read. */
export function readEverything(bodies: readonly string[]): string {
  return bodies.flatMap((body) => [body, ...textsOf(parse(body))]).join("\n");
}

/** Of these values, those of which anything that tells them is in a text. */
export const findLeaks = (values: readonly Planted[], everything: string): Planted[] => {
  const seen = everything.toLowerCase();
  const digits = seen.replaceAll(/(?<=\d)[ .\-/]{1,2}(?=\d)/g, "");
  return values.filter((value) => partsOf(value).some((part) => seen.includes(part) || digits.includes(part)));
};

/** The whole; every seven digits of a number that follow each other; what is before an address's `@`; a key within a text. */
function partsOf({ cls, text }: Planted): string[] {
  const whole = text.trim().toLowerCase();
  if (cls === "secret") return [whole, ...(whole.match(/[\w+/-]{16,}/g) ?? []).filter((part) => /\d/.test(part))];
  const digits = whole.replaceAll(/\D/g, "");
  const isNumber = digits.length >= 9 && digits.length > whole.length / 2;
  const runs = isNumber ? Array.from({ length: digits.length - 6 }, (_, at) => digits.slice(at, at + 7)) : [];
  const [local = ""] = whole.includes("@") && !whole.includes("/") ? whole.split("@") : [];
  return [whole, ...runs, ...(local.length >= 7 ? [local] : [])];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All texts and names in a value, also in JSON within its texts. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") {
    const inner: unknown = /^\s*[[{]/.test(value) ? parse(value) : undefined;
    return [value, ...textsOf(inner)];
  }
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsOf(one)]);
}
