import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { indexIdentity } from "./index-identity.ts";

const contactsByIdentity = lookup<[string, Buffer], { workspace_id: string; contact_id: string }>(
  "contacts_by_identity",
  `select i.workspace_id, i.contact_id from contact_identities i
   join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id and c.suspended_at is null
   where i.organization_id = $1 and i.value_index = $2
     and i.workspace_id in (select id from workspaces where organization_id = $1) order by 1, 2`,
);

/** Who has an address, in any workspace of the organization entered; ids only. */
export function findContactsByAddress(work: Work, value: string) {
  const index = indexIdentity(work, { kind: "email", network: null, value });
  return work.lookup(contactsByIdentity, work.scope.organizationId!, index);
}

const placeOfContact = lookup<[string, string], { workspace_id: string }>(
  "place_of_contact",
  `select workspace_id from contacts where organization_id = $1 and id = $2 and suspended_at is null`,
);

/** The workspace of the organization entered in which a contact lies. */
export async function findPlace(work: Work, contactId: string): Promise<string | undefined> {
  const [found] = await work.lookup(placeOfContact, work.scope.organizationId!, contactId);
  return found?.workspace_id;
}
