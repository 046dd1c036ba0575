import { readFileSync } from "node:fs";
import { join } from "node:path";

export type SpanLabel = "person" | "location" | "organization";
export type Span = { start: number; end: number; label: SpanLabel };
export type Sample = { text: string; lang: string; source: string; spans: Span[] };

type Row = {
  id: string;
  text: string;
  lang: string;
  spans: { start: number; end: number; orig: string; label: string }[];
};

const byLabel: Record<string, SpanLabel> = {
  PERSON: "person",
  LOCATION: "location",
  ADDRESS: "location",
  ORGANIZATION: "organization",
};
const byOriginal: Record<string, SpanLabel> = { group: "organization", corporation: "organization" };

/** One labelled set, with spans as our classes and without what belongs to patterns (handles) or to tokenisation. */
export function readData(folder: string, source: string): Sample[] {
  return readFileSync(join(folder, `${source}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row)
    .filter(({ lang }) => ["en", "de", "fr", "es", "it", "nl", "pl"].includes(lang))
    .map(({ text, lang, spans }) => ({ text, lang, source, spans: cleanSpans(text, spans) }));
}

function cleanSpans(text: string, spans: Row["spans"]): Span[] {
  const kept: Span[] = [];
  for (const { start, end, orig, label } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const ours = byLabel[label] ?? byOriginal[orig];
    if (!ours) continue;
    const span = trimSpan(text, { start, end, label: ours });
    if (!span || (kept.length > 0 && kept.at(-1)!.end > span.start)) continue;
    kept.push(span);
  }
  return kept;
}

/** Tweets keep quotation marks, full stops, hash signs and `'s` inside their spans: names have none of them. */
function trimSpan(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  if (text[start] === "@" || text[start - 1] === "@") return undefined;
  while (start < end && /[\s"'#([`“”‘]/u.test(text[start]!)) start++;
  const rest = /(?:\s*['’]s)?[\s"')\]`“”’!?,;:…]*$/u.exec(text.slice(start, end))![0].length;
  end -= rest;
  if (text[end - 1] === "." && !/\b(?:\p{L}|[JS]r|Inc|Co|Corp|Ltd|St|[a-z]+\.\p{L})\.$/u.test(text.slice(start, end)))
    end--;
  return end > start ? { start, end, label: span.label } : undefined;
}
