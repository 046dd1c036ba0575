import { plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";

export const correctionReceivers = ["webhook", "authority", "ai_provider", "delivery"] as const;
/** How it can be told of the correction: by an event, by somebody's hand, or not at all. */
export const correctionWays = ["event", "by_hand", "none"] as const;

/** Who had received what was corrected on somebody's request, and how they are told (GDPR Art. 19). Names nobody. */
export const corrections = table("corrections", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "support", because: "Whoever answers for data has to tell those it was given to that it was wrong." },
  columns: {
    id: plain.id("cor"),
    rights_request_id: plain.ref("rights_requests"),
    workspace_id: plain.looseRef(),
    /** Whom it was about: a contact, or a member. */
    contact_id: plain.looseRef().nullable(),
    person_id: plain.about("user").nullable(),
    receiver: plain.oneOf(correctionReceivers),
    /** A webhook endpoint, a case of disclosure, the kind of a provider or of a delivery. */
    target: plain.word(),
    received_at: plain.time(),
    way: plain.oneOf(correctionWays),
    noted_at: plain.time(),
    told_at: plain.time().nullable(),
    told_by: plain.actor(),
  },
  indexes: [
    { on: ["organization_id", "rights_request_id"] },
    { on: ["person_id"], where: "person_id is not null" },
    { on: ["told_by"], where: "told_by is not null" },
  ],
});
