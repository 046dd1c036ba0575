import { inspectKept } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { memoryErrors } from "../errors.ts";

/** Longer than it takes to look at a few words. */
const lookWithinMs = 10_000;

/** What is remembered is told to models: what the guardrail would stop, or ask about, is not kept. @throws Refusal `memory.not_kept` */
export async function requireKeepable(work: Work, text: string): Promise<void> {
  const [kept] = await inspectKept(work, [text], AbortSignal.timeout(lookWithinMs));
  if (kept?.mayLeave === false) throw memoryErrors.not_kept({ found: Object.keys(kept.counts).join(", ") });
}
