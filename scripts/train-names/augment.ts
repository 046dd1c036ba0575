import type { Drawer } from "./drawer.ts";
import type { Random } from "./random.ts";
import type { Sample, Span } from "./read-data.ts";

/** Replaces `text[start, end)` and moves the spans behind it. */
function rewrite(sample: Sample, replace: (span: Span, old: string) => string | undefined): Sample {
  let text = "";
  let at = 0;
  const spans: Span[] = [];
  for (const span of sample.spans) {
    text += sample.text.slice(at, span.start);
    const old = sample.text.slice(span.start, span.end);
    const now = replace(span, old) ?? old;
    spans.push({ start: text.length, end: text.length + now.length, label: span.label });
    text += now;
    at = span.end;
  }
  return { ...sample, text: text + sample.text.slice(at), spans };
}

/** Other people, places and organizations in the same sentence: what is learned is where names stand, not whose. */
export function swapNames(sample: Sample, draw: Drawer): Sample {
  const { random } = draw;
  return rewrite(sample, (span, old) => {
    const like = (text: string): string =>
      old === old.toLowerCase()
        ? text.toLowerCase()
        : old.length > 2 && old === old.toUpperCase()
          ? text.toUpperCase()
          : text;
    const words = old.split(/\s+/);
    if (span.label === "person") {
      if (!/^\p{L}/u.test(old) || /\d|_/.test(old) || words.length > 3) return undefined;
      if (words.length === 1) return like(random.chance(0.5) ? draw.given(sample.lang) : draw.surname(sample.lang));
      return like(draw.person(sample.lang));
    }
    if (span.label === "location")
      return words.length <= 2 && !/\d/.test(old)
        ? like(random.chance(0.7) ? draw.city(sample.lang) : draw.country(sample.lang))
        : undefined;
    return like(draw.organization(sample.lang));
  });
}

/** Lower case, capitals, Title Case; letters whose other form is longer (ß) stay, so that spans hold. */
export function recase(sample: Sample, how: "lower" | "upper" | "title"): Sample {
  const change = (letter: string): string => {
    const other = how === "lower" ? letter.toLowerCase() : letter.toUpperCase();
    return other.length === letter.length ? other : letter;
  };
  const letters = how === "title" ? /(?<![\p{L}'’])\p{Ll}(?=\p{L}{2})/gu : /\p{L}/gu;
  return { ...sample, text: sample.text.replaceAll(letters, change) };
}

/** Letters doubled, dropped or swapped, as in haste; spans keep their words. */
export function misspell(sample: Sample, random: Random): Sample {
  return rewrite(sample, (_, old) => {
    if (old.length < 5 || !random.chance(0.5)) return undefined;
    const at = 1 + random.below(old.length - 3);
    const kind = random.below(3);
    if (kind === 0) return old.slice(0, at) + old.slice(at + 1);
    if (kind === 1) return old.slice(0, at) + old[at]! + old.slice(at);
    return old.slice(0, at) + old[at + 1]! + old[at]! + old.slice(at + 2);
  });
}

export const stripAccents = (sample: Sample): Sample => ({
  ...sample,
  text: sample.text.replaceAll(/[\u00c0-\u024f]/g, (c) => {
    const bare = c === "ł" ? "l" : c === "Ł" ? "L" : c.normalize("NFD").replaceAll(/\p{M}/gu, "");
    return bare.length === 1 ? bare : c;
  }),
});
