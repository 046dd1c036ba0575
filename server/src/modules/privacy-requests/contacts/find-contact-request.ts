import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { privacyRequests } from "../../../privacy/public.ts";
import type { StoredRequest } from "../find-privacy-request.ts";

/** Requests about contacts of this workspace, newest first. */
export async function findContactRequests(
  work: Work,
  { id, contactId, before, most }: { id?: string; contactId?: string; before?: string | undefined; most: number },
): Promise<StoredRequest[]> {
  let asked = work.db
    .of(privacyRequests)
    .selectFrom("privacy_requests")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("contact_id", "is not", null);
  if (id !== undefined) asked = asked.where("id", "=", id);
  if (contactId !== undefined) asked = asked.where("contact_id", "=", contactId);
  if (before !== undefined) asked = asked.where("id", "<", before);
  const rows = await asked.orderBy("id", "desc").limit(most).execute();
  return rows.map((row) => ({ ...row, tasks: 0, tasks_done: 0 }));
}

/** @throws Refusal `request.not_found` */
export async function findContactRequest(work: Work, id: string): Promise<StoredRequest> {
  const [found] = await findContactRequests(work, { id, most: 1 });
  if (!found) throw requestErrors.not_found();
  return found;
}
