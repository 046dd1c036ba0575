import { inspectKept } from "../../../egress/public.ts";
import type { JobContext } from "../../../framework/jobs/jobs.ts";
import type { Passage } from "./cut-passages.ts";

export type Inspected = {
  /** How much of which data class. */
  found: Record<string, number>;
  /** By place: what the guardrail would not let go to a model. */
  heldBack: ReadonlySet<number>;
};

const atOnce = 50;

/** What the guardrail says of a document's passages, by the levels in force now. */
export async function inspectPassages(ctx: JobContext, passages: readonly Passage[]): Promise<Inspected> {
  const found: Record<string, number> = {};
  const heldBack = new Set<number>();
  for (let at = 0; at < passages.length; at += atOnce) {
    const batch = passages.slice(at, at + atOnce);
    const seen = await inspectKept(
      ctx,
      batch.map(({ heading, text }) => `${heading ?? ""}\n${text}`),
      ctx.signal,
    );
    for (const [place, { counts, mayLeave }] of seen.entries()) {
      for (const [cls, count] of Object.entries(counts)) found[cls] = (found[cls] ?? 0) + count;
      if (!mayLeave) heldBack.add(at + place);
    }
  }
  return { found, heldBack };
}
