import { dayMs } from "../../../framework/clock.ts";
import type { OpenMemory } from "../keep/find-memory.ts";
import type { Times } from "./read-times.ts";

export type Ranked = Pick<
  OpenMemory,
  "id" | "status" | "successor_id" | "event_at" | "created_at" | "superseded_at" | "confidence"
>;
type Found = { id: string; score: number };

/** A place further down a fused list is worth hardly less than the one above: so it counts as relevance does. */
const steepness = 12;
/** Of what no word and no meaning led to. */
const leastFit = 0.001;

/**
 * What was found, the best first: by how well it fits, how new it is, whether it is still so, and whether it was so at the
 * time that is asked about. What took something's place is about the same, in whatever words: it fits as well. Time weighs,
 * and never hides anything.
 */
export function rankMemories<Row extends Ranked>(
  rows: readonly Row[],
  found: readonly Found[],
  times: Times,
  now: Date,
): (Row & { score: number })[] {
  const best = found[0]?.score ?? 1;
  const own = new Map(found.map(({ id, score }) => [id, (score / best) ** steepness]));
  const lastOf = followChains(rows);
  const ofChain = new Map<string, number>();
  for (const { id } of rows) {
    const last = lastOf(id);
    ofChain.set(last, Math.max(ofChain.get(last) ?? leastFit, own.get(id) ?? leastFit));
  }
  return rows
    .map((row) => ({ ...row, score: ofChain.get(lastOf(row.id))! * weigh(row, times, now) }))
    .toSorted((a, b) => b.score - a.score || b.created_at.getTime() - a.created_at.getTime());
}

type Link = { id: string; successor_id: string | null };

/** What stands in the place of each by now. */
export function followChains(rows: readonly Link[]): (id: string) => string {
  const next = new Map(rows.map(({ id, successor_id }) => [id, successor_id]));
  return (id) => {
    let last = id;
    for (let step = 0; step < next.size; step++) {
      const after = next.get(last) ?? null;
      if (after === null || !next.has(after)) break;
      last = after;
    }
    return last;
  };
}

export const isAboutPast = ({ looksBack, from }: Times): boolean => looksBack || from !== undefined;

function weigh(row: Ranked, times: Times, now: Date): number {
  const ageDays = Math.max(0, now.getTime() - row.created_at.getTime()) / dayMs;
  const recency = 0.9 + 0.2 / (1 + ageDays / 180);
  return recency * stand(row, times, now) * (row.confidence / 100);
}

function stand({ status, event_at, created_at, superseded_at }: Ranked, times: Times, now: Date): number {
  const { looksBack, from, to } = times;
  if (from && to) {
    const begins = Math.max(from.getTime(), (event_at ?? created_at).getTime());
    const ends = Math.min(to.getTime(), (superseded_at ?? now).getTime());
    return begins > ends ? 0.4 : 0.7 + (0.8 * (ends - begins)) / (to.getTime() - from.getTime());
  }
  if (status === "active") return 1;
  return looksBack ? 1.5 : 0.4;
}
