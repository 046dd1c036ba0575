import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { knowContact } from "../guardrails/public.ts";
import { contactKey, type ContactRow } from "./find-contact.ts";
import { contacts } from "./tables.ts";

/**
 * Writes what has changed of a contact, as its next version.
 * @throws Refusal `request.changed` where someone else was first
 */
export async function saveContact(work: Work, changed: ContactRow): Promise<ContactRow> {
  const saved = { ...changed, updated_at: work.at, version: changed.version + 1 };
  const { name, age_state, updated_at, version } = work.seal(contacts, await contactKey(work, changed.id), saved);
  const written = await work.db
    .of(contacts)
    .updateTable("contacts")
    .set({ name, age_state, updated_at, version })
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", changed.id)
    .where("version", "=", changed.version)
    .returning("id")
    .execute();
  if (written.length === 0) throw requestErrors.changed();
  await knowContact(work, changed.id, changed.name);
  return saved;
}
