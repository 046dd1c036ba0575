import type { Work } from "../../../framework/context.ts";
import { contactErrors } from "../errors.ts";
import { contactKey } from "../find-contact.ts";
import { indexIdentity, markIdentity } from "./index-identity.ts";
import { type IdentityInput, readIdentity } from "./read-identity.ts";
import { contactIdentities } from "../tables.ts";

/** So many to a contact. */
export const identitiesMax = 50;

/** @throws Refusal `contacts.identity_invalid`, `contacts.identity_taken`, `contacts.limit_reached` */
export async function insertIdentity(work: Work, contactId: string, asked: IdentityInput) {
  const { organizationId, workspaceId } = work.scope;
  const identity = readIdentity(asked);
  const [has] = await work.db.query<{ count: number }>(
    "select count(*)::int as count from contact_identities where workspace_id = $1 and contact_id = $2",
    [workspaceId, contactId],
  );
  if ((has?.count ?? 0) >= identitiesMax) throw contactErrors.limit_reached({ limit: identitiesMax });
  const row = {
    ...identity,
    id: work.newId("cid"),
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    contact_id: contactId,
    value_index: indexIdentity(work, identity),
    mark: markIdentity(work, identity),
    created_at: work.at,
  };
  const written = await work.db
    .of(contactIdentities)
    .insertInto("contact_identities")
    .values(work.seal(contactIdentities, await contactKey(work, contactId), row))
    .onConflict((conflict) => conflict.columns(["workspace_id", "value_index"]).doNothing())
    .returning("id")
    .execute();
  if (written.length === 0) throw contactErrors.identity_taken({ contact_id: await findHolder(work, row.value_index) });
  const { id, kind, network, value, created_at } = row;
  return { id, kind, network, value, created_at };
}

/** The contact that has an identity already; empty where it has just gone. */
export async function findHolder(work: Work, valueIndex: Buffer): Promise<string> {
  const found = await work.db
    .of(contactIdentities)
    .selectFrom("contact_identities")
    .select("contact_id")
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("value_index", "=", valueIndex)
    .executeTakeFirst();
  return found?.contact_id ?? "";
}
