import type { Work } from "../../framework/context.ts";
import { allDetectors } from "./all-detectors.ts";
import { inspectTexts } from "./inspect-texts.ts";
import { judgeHits } from "./judge-hits.ts";

export type Kept = {
  /** How much of each class that may not leave as it is. */
  counts: Record<string, number>;
  /** As it is or with placeholders, without anybody's yes. */
  mayLeave: boolean;
};

/** What is in texts that are kept, and would be asked about or stopped if they were sent to a model. No content. */
export async function inspectKept(
  work: Pick<Work, "port" | "scope" | "clock" | "log">,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Kept[]> {
  const { found, levels } = await inspectTexts(work, texts, allDetectors, { signal });
  return found.map((hits) => {
    const { action, counts } = judgeHits(hits, levels);
    return { counts, mayLeave: action === "allow" || action === "redact" };
  });
}
