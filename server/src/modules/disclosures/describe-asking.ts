import { createHash } from "node:crypto";
import type { askApproval } from "../../egress/public.ts";
import { dayMs, later } from "../../framework/clock.ts";

export const disclosureKind = "disclosure";
const decideDays = 7;

type Case = { id: string; contact_id: string; authority: string; legal_basis: string; extent: string };

/** What two people agree to before anything is handed out: the whole of the case. */
export function describeAsking(one: Case, at: Date): Parameters<typeof askApproval>[1] {
  const { id, contact_id, authority, legal_basis, extent } = one;
  return {
    kind: disclosureKind,
    subject: id,
    hash: createHash("sha256")
      .update(JSON.stringify([contact_id, authority, legal_basis, extent]))
      .digest(),
    summary: `Give what is kept about contact ${contact_id} to ${authority}. Basis: ${legal_basis} Extent: ${extent}`,
    byTwo: true,
    expiresAt: later(at, decideDays * dayMs),
  };
}
