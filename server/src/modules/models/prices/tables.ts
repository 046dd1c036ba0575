import { plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";
import { vendorKinds } from "../provider-kinds.ts";

/** What the operator has a model cost from a day on, instead of what the list says. Amounts are micro-credits. */
export const modelPrices = table("model_prices", {
  tenant: "deployment",
  owner: owns.nobody("Prices of models, the same for everyone."),
  keep: { cls: "none", because: "What a call cost has to be explained for as long as the call is on record." },
  columns: {
    id: plain.id("mpr"),
    provider: plain.oneOf(vendorKinds),
    /** As the provider calls it. */
    name: plain.word(),
    /** For a million tokens. Empty together: from then on the list counts again. */
    tokens_in: plain.long().nullable(),
    tokens_out: plain.long().nullable(),
    /** Read from the provider's cache; without, as others that go in. */
    tokens_cached: plain.long().nullable(),
    /** For one image. */
    image: plain.long().nullable(),
    effective_at: plain.time(),
    set_by: plain.actor(),
    set_at: plain.time(),
  },
  checks: ["(tokens_in is null) = (tokens_out is null)"],
  indexes: [{ on: ["provider", "name", "effective_at", "id"] }, { on: ["set_by"] }],
});
