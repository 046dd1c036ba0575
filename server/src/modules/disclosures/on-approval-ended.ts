import { approvalEnded } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { disclosureKind } from "./describe-asking.ts";
import { findDisclosure, saveDisclosure } from "./find-disclosure.ts";

/** Two people decided whether an authority gets what it asks for. */
export const onApprovalEnded = on("disclosures.decided", approvalEnded, {
  purpose: "rights",
  async run(ctx, { kind, subject, state }) {
    if (kind !== disclosureKind) return;
    const row = await findDisclosure(ctx, subject, "to change");
    if (row.state !== "asked") return;
    const isAgreed = state === "approved";
    await saveDisclosure(ctx, row, isAgreed ? { state: "approved", approved_at: ctx.at } : { state: "refused" });
  },
});
