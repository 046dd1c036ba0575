import * as z from "zod";
import type { Price } from "../../../egress/public.ts";
import given from "./models-2026-07.json" with { type: "json" };

const entry = z.object({
  name: z.string(),
  /** Tokens. */
  context: z.int().optional(),
  output: z.int().optional(),
  abilities: z.array(z.enum(["tools", "reasoning", "vision", "images", "schema"])).default([]),
  /** US dollars for a million tokens: in, out, and read from the provider's cache. */
  price: z.array(z.number().nonnegative()).min(2).max(3).optional(),
  deprecated: z.boolean().optional(),
});
export type CatalogueEntry = z.output<typeof entry>;

const catalogue = z
  .object({ source: z.string(), effective_from: z.iso.date(), models: z.record(z.string(), entry) })
  .parse(given);

/** What is known of a vendor's model, by `provider/model`. Dated: prices are those of the day in `effective_from`. */
export const describeModel = (id: string): CatalogueEntry | undefined => catalogue.models[id];

/** The list price of a model: a dollar a million tokens is a micro-credit a token. */
export function listPrice(id: string): Price | undefined {
  const [tokensIn, tokensOut, cached] = catalogue.models[id]?.price ?? [];
  if (tokensIn === undefined || tokensOut === undefined) return undefined;
  return {
    version: `models.dev ${catalogue.effective_from}`,
    tokensInMicros: Math.round(tokensIn * 1_000_000),
    tokensOutMicros: Math.round(tokensOut * 1_000_000),
    ...(cached === undefined ? {} : { tokensCachedMicros: Math.round(cached * 1_000_000) }),
  };
}
