import * as z from "zod";
import { vendorKinds } from "../provider-kinds.ts";
import type { PriceRow } from "./open-price-book.ts";

const most = 1_000_000_000_000;
const amount = z.int().min(0).max(most);

export const priceFields = {
  provider: z.enum(vendorKinds),
  name: z
    .string()
    .regex(/^[\w.:@/-]{1,200}$/)
    .describe("The model, as its provider calls it."),
  tokens_in: amount.nullable().default(null).describe("Micro-credits for a million tokens."),
  tokens_out: amount.nullable().default(null),
  tokens_cached: amount.nullable().default(null).describe("Read from the provider's cache; without, as `tokens_in`."),
  image: amount.nullable().default(null).describe("Micro-credits for one image."),
};

export const priceOutput = z.object({
  id: z.string(),
  provider: z.enum(vendorKinds),
  name: z.string(),
  tokens_in: z.int().nullable().describe("Micro-credits for a million tokens; empty where the list counts again."),
  tokens_out: z.int().nullable(),
  tokens_cached: z.int().nullable(),
  image: z.int().nullable(),
  effective_at: z.iso.datetime(),
  state: z.enum(["coming", "in_effect", "past"]),
});

/** @param isNewest whether no later one of the same model is in effect */
export const presentPrice = ({ effective_at, ...row }: PriceRow, isNewest: boolean, at: Date) => ({
  ...row,
  effective_at: effective_at.toISOString(),
  state: effective_at > at ? ("coming" as const) : isNewest ? ("in_effect" as const) : ("past" as const),
});
