import * as z from "zod";
import { event } from "../../framework/events.ts";
import type { Work } from "../../framework/context.ts";
import { cataloguePort, destroyKeys, findHeld, setAside } from "../../privacy/public.ts";
import { contactSubject } from "./find-contact.ts";

export const contactErased = event(
  "contact.erased",
  "A contact and everything about it is gone.",
  z.object({ organization_id: z.string(), workspace_id: z.string(), contact_id: z.string() }),
  { isPublic: true, outlives: true },
);

/**
 * Takes a contact away: its keys first, then its rows and the events that name it. Under a legal hold its rows stay, where
 * nothing finds or opens them.
 */
export async function removeContact(work: Work, id: string): Promise<void> {
  const subject = contactSubject(work, id);
  await destroyKeys(work.db, subject);
  const of = [work.scope.workspaceId, id];
  await work.db.query("delete from events where contact_id = $1", [id]);
  if ((await findHeld(work.db, [id])).length === 0) {
    await work.db.query("delete from contacts where workspace_id = $1 and id = $2", of);
    return;
  }
  await setAside(work.db, work.port(cataloguePort), subject);
  await work.db.query("update contacts set suspended_at = $3 where workspace_id = $1 and id = $2", [...of, work.at]);
}
