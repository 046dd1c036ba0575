import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { pricesChannel } from "./open-price-book.ts";
import { presentPrice, priceFields, priceOutput } from "./present-price.ts";
import { modelPrices } from "./tables.ts";

export const createModelPrice = endpoint({
  method: "POST",
  path: "/operator/model-prices",
  summary: "Say what a provider's model costs from some time on, instead of what the list says.",
  description:
    "Of two from the same time on the one set last counts. Quotes, what is set aside and what is charged go by the price that is in effect when a call begins. Without `tokens_in` and `tokens_out` the list counts again from then on.",
  scope: "operator",
  permission: "operator",
  purpose: "billing",
  status: 201,
  input: z.strictObject({
    ...priceFields,
    effective_at: z.iso.datetime().optional().describe("Not in the past; without it, now."),
  }),
  output: priceOutput,
  audit: { action: "model_price.added", target: ({ id }) => id },
  async run(ctx, { effective_at, ...asked }) {
    if ((asked.tokens_in === null) !== (asked.tokens_out === null))
      throw requestErrors.invalid({ path: asked.tokens_in === null ? "tokens_in" : "tokens_out", issue: "missing" });
    if (asked.tokens_in === null && (asked.tokens_cached !== null || asked.image !== null))
      throw requestErrors.invalid({ path: "tokens_in", issue: "missing" });
    const effectiveAt = effective_at === undefined ? ctx.at : new Date(effective_at);
    if (effectiveAt < ctx.at) throw requestErrors.invalid({ path: "effective_at", issue: "in_the_past" });
    const row = { ...asked, id: ctx.newId("mpr"), effective_at: effectiveAt };
    const set = { set_by: ctx.scope.userId, set_at: ctx.at };
    await ctx.db
      .of(modelPrices)
      .insertInto("model_prices")
      .values({ ...row, ...set })
      .execute();
    await ctx.db.query("select pg_notify($1, '')", [pricesChannel]);
    return presentPrice(row, true, ctx.at);
  },
});
