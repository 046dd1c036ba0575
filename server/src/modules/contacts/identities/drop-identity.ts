import type { Work } from "../../../framework/context.ts";
import { contactIdentities } from "../tables.ts";
import { touchContact } from "../touch-contact.ts";
import { indexIdentity } from "./index-identity.ts";
import { type IdentityInput, readIdentity } from "./read-identity.ts";

/** Takes one thing from a contact that it was reached by, where it is there. */
export async function dropIdentity(work: Work, contactId: string, asked: IdentityInput): Promise<void> {
  await touchContact(work, contactId);
  await work.db
    .of(contactIdentities)
    .deleteFrom("contact_identities")
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("contact_id", "=", contactId)
    .where("value_index", "=", indexIdentity(work, readIdentity(asked)))
    .execute();
}
