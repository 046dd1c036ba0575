import * as z from "zod";

const reasons = {
  guardrail: "The guardrail would stop it, or ask about it, if it were told to a model.",
  full: "The agent remembers as much of the person as it may.",
  too_many: "The model told of more than may come of one message.",
  unreadable: "What the model told was not in the form that it was asked for.",
};

const counts = z
  .strictObject({
    guardrail: z.int().min(0).describe(reasons.guardrail),
    full: z.int().min(0).describe(reasons.full),
    too_many: z.int().min(0).describe(reasons.too_many),
    unreadable: z.int().min(0).describe(reasons.unreadable),
  })
  .partial();

/** Why things that a model told of were not remembered, and how many: no word of them. */
export type NotRemembered = z.infer<typeof counts>;

/** The same as the API shows it. */
export const notRemembered = counts
  .nullable()
  .describe(
    "What the agent could have remembered of the turn and did not: how much, by reason. Null where there was none.",
  );
