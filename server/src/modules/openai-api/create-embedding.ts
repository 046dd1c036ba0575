import * as z from "zod";
import { embed, refuseFailure } from "../../egress/public.ts";
import { exchange } from "../../framework/exchange.ts";
import { aboutContact, beginCall, callRefusals, marked } from "./begin-call.ts";
import { explainProblem } from "./explain-problem.ts";

export const createEmbedding = exchange({
  method: "POST",
  path: "/v1/embeddings",
  permission: "generations.write",
  purpose: "converse",
  bodyBytesMax: 20 * 1024 * 1024,
  input: z.looseObject({
    model: z.string().min(1).max(300),
    input: z.union([z.string(), z.array(z.string()).min(1).max(2048)]),
    dimensions: z.int().min(1).max(16_384).nullish(),
    encoding_format: z.enum(["float", "base64"]).nullish(),
    ...aboutContact,
  }),
  refusals: callRefusals(),
  async answer(ctx, { model, input, dimensions, encoding_format, contact_id }, { signal }) {
    const call = await beginCall(ctx, model, signal, contact_id);
    const texts = typeof input === "string" ? [input] : input;
    const asked = { ...call, input: texts, ...(dimensions ? { dimensions } : {}) };
    const { vectors, usage, passed } = await embed(ctx, asked).catch((error: unknown) => {
      throw refuseFailure(error);
    });
    const write = encoding_format === "base64" ? packFloats : (vector: number[]) => vector;
    const data = vectors.map((vector, index) => ({ object: "embedding", index, embedding: write(vector) }));
    const tokens = { prompt_tokens: usage.tokens_in, total_tokens: usage.tokens_in };
    return { body: { object: "list", data, model, usage: tokens }, headers: marked(passed) };
  },
  explain: explainProblem,
});

/** Little-endian 32-bit floats in base64, as OpenAI's own client asks for them. */
function packFloats(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [place, value] of vector.entries()) bytes.writeFloatLE(value, place * 4);
  return bytes.toString("base64");
}
