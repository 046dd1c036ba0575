import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { modelErrors } from "../errors.ts";
import { pricesChannel } from "./open-price-book.ts";
import { modelPrices } from "./tables.ts";

export const deleteModelPrice = endpoint({
  method: "DELETE",
  path: "/operator/model-prices/{model_price_id}",
  summary: "Withdraw a price that is not in effect yet.",
  scope: "operator",
  permission: "operator",
  purpose: "billing",
  status: 204,
  input: z.strictObject({ model_price_id: z.string() }),
  output: nothing,
  refusals: [modelErrors.price_in_effect],
  audit: { action: "model_price.withdrawn", target: (_, { model_price_id }) => model_price_id },
  async load({ db }, { model_price_id }) {
    const prices = db.of(modelPrices).selectFrom("model_prices").select("effective_at");
    const found = await prices.where("id", "=", model_price_id).executeTakeFirst();
    if (!found) throw requestErrors.not_found();
    return found;
  },
  async run(ctx, { model_price_id }, { resource }) {
    if (resource.effective_at <= ctx.at) throw modelErrors.price_in_effect();
    await ctx.db.of(modelPrices).deleteFrom("model_prices").where("id", "=", model_price_id).execute();
    await ctx.db.query("select pg_notify($1, '')", [pricesChannel]);
    return {};
  },
});
