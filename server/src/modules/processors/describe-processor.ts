import * as z from "zod";
import { findObstacle, type Policy, type Processor, processorFacts } from "../../egress/public.ts";

const obstacle = z.object({
  reason: z.enum([
    "not_registered",
    "not_in_effect",
    "trains",
    "not_reviewed",
    "no_contract",
    "keeps_too_long",
    "keeps_anything",
    "no_transfer_mechanism",
  ]),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const processorOutput = z.object({
  processor: z.string().describe("The word that stands for it."),
  ...processorFacts.shape,
  effective_at: z.iso.datetime().nullable().describe("From when data may go there; null while it is only proposed."),
  obstacle: obstacle.nullable().describe("Why nothing goes there now under this policy; null where it may."),
});

/** An entry as the API tells it, judged by a policy. */
export function describeProcessor(processor: Processor, policy: Policy, at: Date): z.input<typeof processorOutput> {
  return {
    processor: processor.name,
    ...processor.facts,
    effective_at: processor.effectiveAt?.toISOString() ?? null,
    obstacle: findObstacle(processor, policy, at) ?? null,
  };
}
