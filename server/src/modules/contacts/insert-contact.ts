import * as z from "zod";
import { event } from "../../framework/events.ts";
import type { Work } from "../../framework/context.ts";
import { knowContact } from "../guardrails/public.ts";
import { contactKey, type ContactRow, contactSubject } from "./find-contact.ts";
import { type AgeState, contacts } from "./tables.ts";

export const contactCreated = event(
  "contact.created",
  "A workspace knows a new contact.",
  z.object({ organization_id: z.string(), workspace_id: z.string(), contact_id: z.string() }),
  { isPublic: true },
);

type Fields = { id?: string; name: string | null; age_state: AgeState; created_at?: Date };

/** Writes a contact with keys of its own. */
export async function insertContact(work: Work, { id = work.newId("con"), ...fields }: Fields): Promise<ContactRow> {
  const { organizationId, workspaceId, userId } = work.scope;
  await work.keys.create(work.db, contactSubject(work, id));
  const row = {
    created_at: work.at,
    ...fields,
    id,
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    created_by: userId ?? null,
    updated_at: work.at,
    version: 1,
  };
  await work.db
    .of(contacts)
    .insertInto("contacts")
    .values(work.seal(contacts, await contactKey(work, id), row))
    .execute();
  await knowContact(work, id, row.name);
  const which = { organization_id: organizationId!, workspace_id: workspaceId!, contact_id: id };
  await work.emit(contactCreated, which);
  return row;
}
