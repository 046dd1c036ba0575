import type { Hit } from "./detector.ts";
import { doAtOnce } from "./take-turns.ts";

/**
 * Hits in order and without overlaps: the longest wins, then the surer one; a web address
 * gives way to what is in it, and a name to whatever has a form. What only partly overlaps a winner keeps
 * its rest, so nothing that was found is left standing.
 */
export const mergeHits = (hits: readonly Hit[]): Hit[] => doAtOnce(mergeSteps(hits));

/** Hits of so much text are sorted at once, in code units. */
const stretch = 4096;
/** So many hits are looked at between two steps. */
const hitsAtOnce = 2048;

/** The same in steps, since a long text may be full of hits. */
export function* mergeSteps(hits: readonly Hit[]): Generator<undefined, Hit[]> {
  const merged: Hit[] = [];
  let open: Hit[] = [];
  for (const part of yield* inStretches(hits)) {
    const sorted = [...open, ...part].toSorted((a, b) => a.start - b.start);
    open = [];
    for (let first = 0; first < sorted.length; ) {
      let next = first + 1;
      let end = sorted[first]!.end;
      for (; next < sorted.length && sorted[next]!.start < end; next++) end = Math.max(end, sorted[next]!.end);
      // What reaches the end of a stretch may hang together with the next one.
      if (next === sorted.length) open = sorted.slice(first);
      else merged.push(...settleGroup(sorted.slice(first, next), end));
      first = next;
    }
    yield;
  }
  if (open.length > 0) merged.push(...settleGroup(open, Math.max(...open.map(({ end }) => end))));
  return merged;
}

function* inStretches(hits: readonly Hit[]): Generator<undefined, Hit[][]> {
  const parts: Hit[][] = [];
  for (const [at, hit] of hits.entries()) {
    (parts[Math.floor(hit.start / stretch)] ??= []).push(hit);
    if (at % hitsAtOnce === hitsAtOnce - 1) yield;
  }
  return parts.filter((part) => part !== undefined);
}

const settleGroup = (group: Hit[], end: number): Hit[] =>
  group.length === 1 ? group : settle(group, group[0]!.start, end);

/** Hits that hang together: each takes what the ones before it in rank have left. */
function settle(hits: Hit[], from: number, to: number): Hit[] {
  const isTaken = new Uint8Array(to - from);
  const kept: Hit[] = [];
  const ranks = rankHits(hits, from, to);
  const rank = (hit: Hit) => ranks.get(hit)!;
  const ranked = hits.toSorted((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start) || b.score - a.score);
  for (const hit of ranked) {
    for (let start = hit.start; start < hit.end; start++) {
      if (isTaken[start - from]) continue;
      let end = start + 1;
      while (end < hit.end && !isTaken[end - from]) end++;
      kept.push({ ...hit, start, end });
      isTaken.fill(1, start - from, end - from);
      start = end;
    }
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/**
 * A form tells more than the tagger: `W 87317 B` is a plate, whoever might be called so. An address of the web gives way to what
 * is in it, but not to its own host, or to a street. A month and a year are a street and its number to whoever looks for streets.
 */
function rankHits(hits: readonly Hit[], from: number, to: number): Map<Hit, number> {
  const [urls, births] = [mark(hits, "url", from, to), mark(hits, "birth", from, to)];
  const rank = ({ cls, rule, start, end }: Hit) => {
    if (cls === "url") return 1;
    if (rule.startsWith("name.")) return 2;
    const isAddress = rule.startsWith("address.");
    if ((isAddress || cls === "ip") && urls[start - from] && urls[end - 1 - from]) return 2;
    return isAddress && births.subarray(start - from, end - from).includes(1) ? 2 : 0;
  };
  return new Map(hits.map((hit) => [hit, rank(hit)]));
}

/** Where hits of a class are. */
function mark(hits: readonly Hit[], cls: Hit["cls"], from: number, to: number): Uint8Array {
  const marked = new Uint8Array(to - from);
  for (const hit of hits) if (hit.cls === cls) marked.fill(1, hit.start - from, hit.end - from);
  return marked;
}
