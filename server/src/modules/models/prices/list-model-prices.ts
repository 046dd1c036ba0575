import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import type { PriceRow } from "./open-price-book.ts";
import { presentPrice, priceOutput } from "./present-price.ts";

const pricesSet = lookup<[Date, string | undefined, number], PriceRow & { is_newest: boolean }>(
  "model_prices_set",
  `select id, provider, name, tokens_in, tokens_out, tokens_cached, image, effective_at, not exists (
     select 1 from model_prices later where later.provider = p.provider and later.name = p.name
       and (later.effective_at, later.id) > (p.effective_at, p.id) and later.effective_at <= $1) as is_newest
   from model_prices p where $2::text is null or id < $2 order by id desc limit $3`,
);

export const listModelPrices = endpoint({
  method: "GET",
  path: "/operator/model-prices",
  summary: "The prices the operator has set, what was set last first.",
  scope: "operator",
  permission: "operator",
  purpose: "billing",
  input: z.strictObject(pageInput),
  output: pageOf(priceOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.lookup(pricesSet, ctx.at, readCursor(cursor), limit + 1);
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: data.map(({ is_newest, ...row }) => presentPrice(row, is_newest, ctx.at)) };
  },
});
