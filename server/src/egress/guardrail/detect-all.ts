import { setImmediate } from "node:timers/promises";
import type { ClassId } from "./classes.ts";
import type { DetectContext, Detector, Hit } from "./detector.ts";
import { mergeHits } from "./merge-hits.ts";

/** Longest that a run holds the event loop before it lets others in. */
const turnMs = 2;
/** What a slice shows of the text before it, for words that tell what a number is. */
const before = 512;
/** What a slice shows of the text after it: nothing of this length is cut in two. */
const after = 4096;
const sliceMax = 32_768;
const sliceMin = 1024;

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
  let turnBegan = performance.now();
  for (const detector of detectors) {
    let length = sliceMin * 4;
    for (let at = 0; at < text.length; ) {
      if (performance.now() - turnBegan > turnMs / 2) {
        await setImmediate();
        signal?.throwIfAborted();
        turnBegan = performance.now();
      }
      const began = performance.now();
      const to = Math.min(at + length, text.length);
      for (const hit of detectSlice(text, at, to, detector, of)) if (wants(hit.cls)) found.push(hit);
      const tookMs = performance.now() - began;
      at = to;
      if (tookMs < turnMs / 4) length = Math.min(length * 2, sliceMax);
      else if (tookMs > turnMs / 2) length = Math.max(length >> 1, sliceMin);
    }
  }
  return mergeHits(found);
}

function detectSlice(
  text: string,
  at: number,
  to: number,
  { detect, longest = after }: Detector,
  of: DetectContext,
): Hit[] {
  const from = startOfWord(text, at);
  const until = Math.min(text.length, to + longest);
  if (from === 0 && until === text.length && to === text.length) return detect(text, of);
  const seen = detect(text.slice(from, until), of);
  const hits: Hit[] = [];
  for (const { start, end, ...rest } of seen) {
    if (start + from < at || start + from >= to) continue;
    // What is longer than a slice shows goes on to the end of its word.
    const whole = end + from === until ? endOfWord(text, until) : end + from;
    hits.push({ start: start + from, end: whole, ...rest });
  }
  return hits;
}

/** Where what a slice shows begins: at a space where there is one, so that no word looks like a shorter one. */
function startOfWord(text: string, at: number): number {
  const earliest = Math.max(0, at - before);
  const space = text.indexOf(" ", earliest);
  return space >= 0 && space < at && earliest > 0 ? space : earliest;
}

function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) > 32) end++;
  return end;
}
