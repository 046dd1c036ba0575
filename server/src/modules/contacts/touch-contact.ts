import * as z from "zod";
import { event } from "../../framework/events.ts";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";

export const contactUpdated = event(
  "contact.updated",
  "A contact, what it is reached by, or what it agreed to has changed.",
  z.object({ organization_id: z.string(), workspace_id: z.string(), contact_id: z.string() }),
  { isPublic: true },
);

/**
 * Locks a contact before something of it changes, and says that it did: whoever read it before has an old version.
 * @throws Refusal `request.not_found`
 */
export async function touchContact(work: Work, id: string): Promise<void> {
  const { workspaceId } = work.scope;
  const [touched] = await work.db.query(
    `update contacts set updated_at = $3, version = version + 1
     where workspace_id = $1 and id = $2 and suspended_at is null returning id`,
    [workspaceId, id, work.at],
  );
  if (!touched) throw requestErrors.not_found();
  await announceUpdate(work, id);
}

export async function announceUpdate(work: Work, contact_id: string): Promise<void> {
  const { organizationId, workspaceId } = work.scope;
  await work.emit(contactUpdated, { organization_id: organizationId!, workspace_id: workspaceId!, contact_id });
}
