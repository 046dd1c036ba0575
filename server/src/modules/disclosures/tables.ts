import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { rightsText } from "../../privacy/public.ts";
import { consentWays } from "../contacts/public.ts";

export const disclosureStates = ["asked", "approved", "refused", "handed_out"] as const;

/** An authority asks for what is kept about a contact: who, on what basis, how much, who agreed, and what was given. */
export const disclosures = table("disclosures", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "account", because: "Whoever gives data to an authority has to show on what basis, what, and to whom." },
  columns: {
    id: plain.id("dsc"),
    state: plain.oneOf(disclosureStates),
    /** Whom it is about; they may be gone later, and the case stays. */
    contact_id: plain.looseRef(),
    authority: personal.text(rightsText),
    legal_basis: personal.text(rightsText),
    extent: personal.text(rightsText),
    asked_by: plain.actor(),
    asked_at: plain.time(),
    approved_at: plain.time().nullable(),
    handed_out_by: plain.actor(),
    handed_out_at: plain.time().nullable(),
    handed_to: personal.text(rightsText).nullable(),
    /** How many rows the export under the case had. */
    rows: plain.int().nullable(),
    /** Until when the contact may not be told, where the authority may ask for that. */
    withheld_until: plain.time().nullable(),
    withheld_because: personal.text(rightsText).nullable(),
    told_at: plain.time().nullable(),
    told_how: plain.oneOf(consentWays).nullable(),
  },
  indexes: [{ on: ["asked_by"] }, { on: ["handed_out_by"] }, { on: ["workspace_id", "asked_at"] }],
  checks: ["handed_out_at is null or approved_at is not null"],
});
