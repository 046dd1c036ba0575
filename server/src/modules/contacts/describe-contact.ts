import type { Work } from "../../framework/context.ts";
import { contactSubject } from "./find-contact.ts";
import { contactIdentities, contacts, type IdentityKind } from "./tables.ts";

export type DescribedContact = {
  id: string;
  name: string | null;
  identities: { kind: IdentityKind; network: string | null; value: string }[];
};

/** A contact in words for whoever may be told; nothing where it is being erased, or its use is restricted. */
export async function describeContact(work: Work, id: string): Promise<DescribedContact | undefined> {
  const { workspaceId } = work.scope;
  const db = work.db.of(contacts, contactIdentities);
  const [row] = await work.db.query<{ name: Buffer | null }>(
    `select organization_id, workspace_id, id, name from contacts c where workspace_id = $1 and id = $2 and suspended_at is null
       and not exists (select from contact_locks l where l.workspace_id = c.workspace_id and l.contact_id = c.id
         and l.kind = 'restriction' and l.lifted_at is null)`,
    [workspaceId, id],
  );
  const subject = contactSubject(work, id);
  const key = row && (await work.keys.many(subject.kind, [id], "account")).get(id);
  if (!key) return undefined;
  const rows = await db
    .selectFrom("contact_identities")
    .select(["workspace_id", "id", "kind", "network", "value"])
    .where("workspace_id", "=", workspaceId!)
    .where("contact_id", "=", id)
    .orderBy("id")
    .limit(20)
    .execute();
  const { name } = work.open(contacts, key, row as never) as { name: string | null };
  const identities = rows.map((one) => {
    const { kind, network, value } = work.open(contactIdentities, key, one);
    return { kind, network, value };
  });
  return { id, name, identities };
}
