import type { Work } from "../../framework/context.ts";
import { findHeld, releaseSubject } from "../../privacy/public.ts";
import { contactSubject } from "../contacts/public.ts";
import { eraseAfterHold } from "../privacy-requests/public.ts";
import { holdErrors } from "./errors.ts";
import type { HoldRow } from "./find-hold.ts";

type Held = {
  subject_id: string;
  has_ended: boolean;
  receipt_token_hash: Buffer | null;
  subject_reference: string | null;
};

/**
 * Lets go of everybody a hold keeps. Of whom was erased meanwhile, and is under no other hold, the rest goes as well.
 * @throws Refusal `holds.erasing`
 */
export async function releaseHeld(work: Work, row: HoldRow): Promise<void> {
  const held = await work.db.query<Held>(
    `delete from held_subjects where workspace_id = $1 and hold_id = $2
     returning subject_id, has_ended, receipt_token_hash, subject_reference`,
    [row.workspace_id, row.id],
  );
  const ids = held.map(({ subject_id }) => subject_id);
  const [open] = await work.db.query(
    "select 1 from privacy_requests where contact_id = any($1) and kind = 'erase' and state = 'executing' limit 1",
    [ids],
  );
  if (open) throw holdErrors.erasing();
  const stillHeld = new Set(await findHeld(work.db, ids));
  for (const one of held) {
    await releaseSubject(work.db, { holdId: row.id, subject: { kind: "contact", id: one.subject_id } });
    if (one.has_ended && !stillHeld.has(one.subject_id)) await endRest(work, one);
  }
}

/** A member deleted the contact, and there is no receipt; or it was erased, and there is one. */
async function endRest(work: Work, one: Held): Promise<void> {
  const { subject_id, receipt_token_hash: first, subject_reference: reference } = one;
  if (first) await eraseAfterHold(work, contactSubject(work, subject_id), { first, reference });
  else
    await work.db.query("delete from contacts where workspace_id = $1 and id = $2", [
      work.scope.workspaceId,
      subject_id,
    ]);
}
