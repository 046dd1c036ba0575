import type { Price } from "../../../egress/public.ts";
import { port } from "../../../framework/ports.ts";
import type { Signals } from "../../../framework/database/signals.ts";
import { beforeTenant, type Database, lookup } from "../../../framework/database/tenant.ts";
import type { vendorKinds } from "../provider-kinds.ts";
import { listPrice } from "../catalogue/describe-model.ts";

/** Says that a price was set or withdrawn. */
export const pricesChannel = "avow_prices";
/** Where no notification arrives, a price is known this much later. */
const freshMs = 500;

export type PriceRow = {
  id: string;
  provider: (typeof vendorKinds)[number];
  name: string;
  tokens_in: number | null;
  tokens_out: number | null;
  tokens_cached: number | null;
  image: number | null;
  effective_at: Date;
};

export type PriceBook = {
  /** What a vendor's model costs at an instant: what the operator set last until then, or the list. */
  find(model: { provider: string; name: string }, at: Date): Promise<Price | undefined>;
};

export const priceBookPort = port<PriceBook>("price_book");

/** Coming ones included, so that the instant one begins needs no look at the database. */
const allPrices = lookup<[], PriceRow>(
  "model_prices",
  "select id, provider, name, tokens_in, tokens_out, tokens_cached, image, effective_at from model_prices order by effective_at, id",
);

/** The prices of one process: remembered for a moment, forgotten as soon as one is heard to change. */
export function openPriceBook(around: { database: Database; signals: Signals }): PriceBook {
  let known: { rows: Promise<Map<string, PriceRow[]>>; readAt: number } | undefined;
  around.signals.subscribe(pricesChannel, () => (known = undefined));
  const read = () => {
    if (known && performance.now() - known.readAt < freshMs) return known.rows;
    const rows = beforeTenant(around.database, allPrices).then((all) => Map.groupBy(all, keyOf));
    known = { rows, readAt: performance.now() };
    rows.catch(() => (known = undefined)); // whoever asked is told; the next one asks again
    return rows;
  };
  return { find: async (model, at) => priceAt((await read()).get(keyOf(model)) ?? [], keyOf(model), at) };
}

const keyOf = ({ provider, name }: { provider: string; name: string }) => `${provider}/${name}`;

/** @param rows of this model, the earliest first */
export function priceAt(rows: readonly PriceRow[], model: string, at: Date): Price | undefined {
  const row = rows.findLast(({ effective_at }) => effective_at <= at);
  if (!row || row.tokens_in === null || row.tokens_out === null) return listPrice(model);
  return {
    version: `operator ${row.effective_at.toISOString()}`,
    tokensInMicros: row.tokens_in,
    tokensOutMicros: row.tokens_out,
    ...(row.tokens_cached !== null && { tokensCachedMicros: row.tokens_cached }),
    ...(row.image !== null && { imageMicros: row.image }),
  };
}
