import * as z from "zod";
import { policiesPort, processorFacts } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { describeProcessor, processorOutput } from "./describe-processor.ts";
import { findProcessor } from "./find-processor.ts";
import { saveProcessor } from "./save-processor.ts";

export const updateProcessor = endpoint({
  method: "PATCH",
  path: "/operator/processors/{processor}",
  summary: "Change an entry of the register, or put one that is proposed into effect.",
  description: "A day in `reviewed_on` says that somebody read the processor's terms on it.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ processor: z.string().max(40), ...processorFacts.partial().shape }),
  output: processorOutput,
  audit: { action: "processor.changed", target: ({ processor }) => processor },
  async load(ctx, { processor }) {
    const found = await findProcessor(ctx, processor);
    if (!found) throw requestErrors.not_found();
    return found;
  },
  async run(ctx, { processor, ...changes }, { resource }) {
    const facts = processorFacts.parse({ ...resource.facts, ...changes });
    const saved = await saveProcessor(ctx, processor, facts, resource);
    return describeProcessor(saved, await ctx.port(policiesPort).read({}), ctx.at);
  },
});
