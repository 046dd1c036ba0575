import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Credits someone took from a card; in the sandbox, from a card that only pretends. */
export const topUps = table("top_ups", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "billing",
    because:
      "Whoever pays can see what was taken, and from which card. The amount stays in the ledger, without the card.",
    until: { column: "created_at", parameter: "retention.billing_years" },
  },
  columns: {
    id: plain.id("top"),
    grant_id: plain.looseRef(),
    amount: plain.long(),
    /** All that is ever kept of a card. */
    card_last4: personal.text({
      category: "organization.financial",
      purposes: ["billing"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    created_by: plain.actor(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["created_by"] }, { on: ["created_at"] }],
});
