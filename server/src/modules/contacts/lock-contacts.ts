import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { findHeld } from "../../privacy/public.ts";
import { contactErrors } from "./errors.ts";

/**
 * Holds contacts for the rest of the transaction, always in the same order.
 * @throws Refusal `request.not_found`, `contacts.being_erased`, `contacts.held`
 */
export async function lockContacts(work: Work, ids: readonly string[]): Promise<void> {
  const found = await work.db.query(
    "select id from contacts where workspace_id = $1 and id = any($2) and suspended_at is null order by id for update",
    [work.scope.workspaceId, ids],
  );
  if (found.length < ids.length) throw requestErrors.not_found();
  const [open] = await work.db.query(
    "select 1 from privacy_requests where contact_id = any($1) and kind = 'erase' and state in ('cooling_off', 'executing') limit 1",
    [ids],
  );
  if (open) throw contactErrors.being_erased();
  if ((await findHeld(work.db, ids)).length > 0) throw contactErrors.held();
}
