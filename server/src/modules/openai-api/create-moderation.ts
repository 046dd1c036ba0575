import * as z from "zod";
import { moderate, refuseFailure } from "../../egress/public.ts";
import { exchange } from "../../framework/exchange.ts";
import { aboutContact, beginCall, callRefusals, marked } from "./begin-call.ts";
import { explainProblem } from "./explain-problem.ts";

const part = z.object({ type: z.literal("text"), text: z.string() });

export const createModeration = exchange({
  method: "POST",
  path: "/v1/moderations",
  permission: "generations.write",
  purpose: "converse",
  input: z.looseObject({
    model: z.string().min(1).max(300),
    input: z.union([z.string(), z.array(z.string()).min(1).max(256), z.array(part).min(1).max(256)]),
    ...aboutContact,
  }),
  refusals: callRefusals(),
  async answer(ctx, { model, input, contact_id }, { signal }) {
    const call = await beginCall(ctx, model, signal, contact_id);
    const texts = typeof input === "string" ? [input] : input.map((one) => (typeof one === "string" ? one : one.text));
    const { results, passed } = await moderate(ctx, { ...call, input: texts }).catch((error: unknown) => {
      throw refuseFailure(error);
    });
    const written = results.map(({ flagged, categories, scores }) => ({
      flagged,
      categories,
      category_scores: scores,
    }));
    return { body: { id: call.id, model, results: written }, headers: marked(passed) };
  },
  explain: explainProblem,
});
