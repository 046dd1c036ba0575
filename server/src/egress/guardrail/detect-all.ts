import type { ClassId } from "./classes.ts";
import { openTables, type Tables } from "./context/open-tables.ts";
import type { DetectContext, Detector, Hit } from "./detector.ts";
import { mergeSteps } from "./merge-hits.ts";
import { doInTurns, takeTurn } from "./take-turns.ts";

/** Longest that a slice may take, in milliseconds; the next one is shorter then. */
const sliceMs = 1;
/** What a slice shows of the text before it, for words that tell what a number is. */
const before = 256;
/** What a slice shows of the text after it: nothing of this length is cut in two. */
const after = 4096;
const sliceMax = 12_288;
const sliceMin = 256;

export type DetectOptions = {
  /** Classes whose hits are of interest: others neither come back nor hide what they contain. */
  wants?(cls: ClassId): boolean;
  signal?: AbortSignal;
};

/** All detectors over the whole text, in slices between which others get their turn. */
export async function detectAll(
  text: string,
  detectors: readonly Detector[],
  of: DetectContext,
  { wants = () => true, signal }: DetectOptions = {},
): Promise<Hit[]> {
  const found: Hit[] = [];
  for (const detector of detectors) {
    const tables = detector.readsTables ? openTables(text) : undefined;
    let length = sliceMin * 2;
    for (let at = 0; at < text.length; ) {
      const others = takeTurn(signal);
      if (others) await others;
      const began = performance.now();
      const to = Math.min(at + length, text.length);
      for (const hit of detectSlice({ text, at, to, tables }, detector, of)) if (wants(hit.cls)) found.push(hit);
      const tookMs = performance.now() - began;
      at = to;
      const times = tookMs < sliceMs / 8 ? 4 : 2;
      if (tookMs < sliceMs / 2) length = Math.min(length * times, detector.most ?? sliceMax);
      else if (tookMs > sliceMs) length = Math.max(length >> 1, sliceMin);
    }
  }
  return doInTurns(mergeSteps(found), signal);
}

type Given = { text: string; at: number; to: number; tables: Tables | undefined };

function detectSlice({ text, at, to, tables }: Given, { detect, longest = after }: Detector, of: DetectContext): Hit[] {
  const slice = showSlice(text, { at, to }, longest);
  const { from, until } = slice;
  if (from === 0 && until === text.length && to === text.length) return detect(text, of);
  const table = from > 0 && text[from - 1] === "\n" ? tables?.tableAt(from) : undefined;
  const seen = detect(text.slice(from, until), { ...of, until: to - from, ...(table && { table }) });
  return keepOwn(text, slice, seen);
}

/** A part of a text, from `at` to `to`, and what is shown with it. */
type Slice = { at: number; to: number; from: number; until: number };

export const showSlice = (text: string, { at, to }: Pick<Slice, "at" | "to">, longest: number): Slice => ({
  at,
  to,
  from: startOfSlice(text, at),
  until: Math.min(text.length, to + longest),
});

/** Of what was seen in a slice, what begins in its own part, where it stands in the text. */
export function keepOwn(text: string, { at, to, from, until }: Slice, seen: readonly Hit[]): Hit[] {
  const hits: Hit[] = [];
  for (const { start, end, ...rest } of seen) {
    if (start + from < at || start + from >= to) continue;
    // What is longer than a slice shows goes on to the end of its word.
    const whole = end + from === until ? endOfWord(text, until) : end + from;
    hits.push({ start: start + from, end: whole, ...rest });
  }
  return hits;
}

/** Where what a slice shows begins: with a line or at least a word, so that no word looks like a shorter one. */
function startOfSlice(text: string, at: number): number {
  const earliest = at - before;
  if (earliest <= 0) return 0;
  const shown = text.slice(earliest, at);
  const line = shown.indexOf("\n") + 1;
  return earliest + (line > 0 ? line : Math.max(0, shown.indexOf(" ")));
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) > 32) end++;
  return end;
}
