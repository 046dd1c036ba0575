import * as z from "zod";
import { event } from "../../framework/events.ts";
import type { Work } from "../../framework/context.ts";
import { destroyKeys } from "../../privacy/public.ts";
import { contactSubject } from "./find-contact.ts";

export const contactErased = event(
  "contact.erased",
  "A contact and everything about it is gone.",
  z.object({ organization_id: z.string(), workspace_id: z.string(), contact_id: z.string() }),
  { isPublic: true },
);

/** Takes a contact away: its keys first, then its rows. */
export async function removeContact(work: Work, id: string): Promise<void> {
  await destroyKeys(work.db, contactSubject(work, id));
  await work.db.query("delete from contacts where workspace_id = $1 and id = $2", [work.scope.workspaceId, id]);
}
