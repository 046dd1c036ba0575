import type * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { contactKey, type ContactRow } from "./find-contact.ts";
import { type contactDetails, presentContact } from "./present-contact.ts";
import { contactConsents, contactIdentities, contactLocks, contactMerges } from "./tables.ts";

/** A contact with what it is reached by, what it agreed to and what it was made of. */
export async function readDetails(work: Work, row: ContactRow): Promise<z.input<typeof contactDetails>> {
  const { workspaceId } = work.scope;
  const key = await contactKey(work, row.id);
  const db = work.db.of(contactIdentities, contactConsents, contactMerges, contactLocks);
  const identities = await db
    .selectFrom("contact_identities")
    .select(["workspace_id", "id", "kind", "network", "value", "created_at"])
    .where("workspace_id", "=", workspaceId!)
    .where("contact_id", "=", row.id)
    .orderBy("id")
    .execute();
  const consents = await db
    .selectFrom("contact_consents")
    .select([
      "workspace_id",
      "id",
      "purpose",
      "state",
      "how",
      "evidence",
      "text",
      "text_version",
      "text_hash",
      "recorded_by",
      "recorded_at",
    ])
    .where("workspace_id", "=", workspaceId!)
    .where("contact_id", "=", row.id)
    .orderBy("recorded_at", "desc")
    .orderBy("id", "desc")
    .limit(500)
    .execute();
  const locks = await db
    .selectFrom("contact_locks")
    .select(["workspace_id", "id", "kind", "purpose", "locked_at", "lifted_at", "told_how", "grounds"])
    .where("workspace_id", "=", workspaceId!)
    .where("contact_id", "=", row.id)
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  const merges = await db
    .selectFrom("contact_merges")
    .select(["workspace_id", "id", "merged_id", "name", "merged_at"])
    .where("workspace_id", "=", workspaceId!)
    .where("contact_id", "=", row.id)
    .orderBy("id", "desc")
    .execute();
  return {
    ...presentContact(row),
    identities: identities.map((one) => work.open(contactIdentities, key, one)),
    consents: consents.map((one) => work.open(contactConsents, key, one)),
    locks: locks.map((one) => work.open(contactLocks, key, one)),
    merges: merges.map((one) => work.open(contactMerges, key, one)),
  };
}
