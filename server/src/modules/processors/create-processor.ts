import * as z from "zod";
import { policiesPort, processorFacts, processorName } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { describeProcessor, processorOutput } from "./describe-processor.ts";
import { findProcessor } from "./find-processor.ts";
import { processorErrors } from "./errors.ts";
import { saveProcessor } from "./save-processor.ts";

export const createProcessor = endpoint({
  method: "POST",
  path: "/operator/processors",
  summary: "Add a processor to the register; it receives data from the end of the notice period on.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ processor: processorName, ...processorFacts.shape }),
  output: processorOutput,
  status: 201,
  refusals: [processorErrors.known],
  audit: { action: "processor.added", target: ({ processor }) => processor },
  async run(ctx, { processor, ...facts }) {
    if (await findProcessor(ctx, processor)) throw processorErrors.known({ processor });
    const saved = await saveProcessor(ctx, processor, facts, undefined);
    return describeProcessor(saved, await ctx.port(policiesPort).read({}), ctx.at);
  },
});
