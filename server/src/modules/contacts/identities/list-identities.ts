import type { Work } from "../../../framework/context.ts";
import { contactIdentities, type IdentityKind } from "../tables.ts";
import { identitiesMax } from "./insert-identity.ts";
import type { Identity } from "./read-identity.ts";

type Stored = {
  workspace_id: string;
  id: string;
  contact_id: string;
  kind: IdentityKind;
  network: string | null;
  value: never;
};

/** What several contacts are reached by, opened; at most so many of each. */
export async function listIdentities(
  work: Work,
  contactIds: readonly string[],
  most = identitiesMax,
): Promise<Map<string, Identity[]>> {
  const stored = await work.db.query<Stored>(
    `select workspace_id, id, contact_id, kind, network, value from (
       select *, row_number() over (partition by contact_id order by id) as place from contact_identities
       where workspace_id = $1 and contact_id = any($2)) numbered where place <= $3 order by id`,
    [work.scope.workspaceId, contactIds, most],
  );
  const keys = await work.keys.many("contact", contactIds, "account");
  const found = new Map<string, Identity[]>(contactIds.map((id) => [id, []]));
  for (const row of stored) {
    const key = keys.get(row.contact_id);
    if (!key) continue; // it is being erased
    const { kind, network, value } = work.open(contactIdentities, key, row);
    found.get(row.contact_id)?.push({ kind, network, value });
  }
  return found;
}
