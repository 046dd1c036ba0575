import type { Work } from "../../framework/context.ts";
import { contactColumns, type ContactRow } from "./find-contact.ts";
import { contacts } from "./tables.ts";

/** Contacts after an id, in the order of their ids, each opened with its own key. */
export async function openContacts(work: Work, after: string, most: number): Promise<ContactRow[]> {
  const rows = await work.db
    .of(contacts)
    .selectFrom("contacts")
    .select(contactColumns)
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("suspended_at", "is", null)
    .where("id", ">", after)
    .orderBy("id")
    .limit(most)
    .execute();
  const ids = rows.map(({ id }) => id);
  const keys = await work.keys.many("contact", ids, "account");
  return rows.flatMap((row) => {
    const key = keys.get(row.id);
    return key ? [work.open(contacts, key, row)] : []; // without one it is being erased
  });
}
