import type { Hit } from "./detector.ts";

/**
 * Hits in order and without overlaps: the longest wins, then the surer one; a web address
 * gives way to what is in it. What only partly overlaps a winner keeps
 * its rest, so nothing that was found is left standing.
 */
export function mergeHits(hits: readonly Hit[]): Hit[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start);
  const merged: Hit[] = [];
  for (let first = 0; first < sorted.length; ) {
    let next = first + 1;
    let end = sorted[first]!.end;
    for (; next < sorted.length && sorted[next]!.start < end; next++) end = Math.max(end, sorted[next]!.end);
    if (next - first === 1) merged.push(sorted[first]!);
    else merged.push(...settle(sorted.slice(first, next), sorted[first]!.start, end));
    first = next;
  }
  return merged;
}

/** Hits that hang together: each takes what the ones before it in rank have left. */
function settle(hits: Hit[], from: number, to: number): Hit[] {
  const isTaken = new Uint8Array(to - from);
  const kept: Hit[] = [];
  const ranked = hits.toSorted(
    (a, b) =>
      Number(a.cls === "url") - Number(b.cls === "url") || b.end - b.start - (a.end - a.start) || b.score - a.score,
  );
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
