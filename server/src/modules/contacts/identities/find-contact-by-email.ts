import type { Work } from "../../../framework/context.ts";
import { emailField } from "../../users/public.ts";
import { indexIdentity } from "./index-identity.ts";

/** Whose address it is in the workspace entered, if that is known; the contact's id only. */
export async function findContactByEmail(work: Work, address: string): Promise<string | undefined> {
  const value = emailField.safeParse(address).data;
  if (value === undefined) return undefined;
  const [found] = await work.db.query<{ contact_id: string }>(
    `select i.contact_id from contact_identities i
     join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id and c.suspended_at is null
     where i.workspace_id = $1 and i.value_index = $2`,
    [work.scope.workspaceId, indexIdentity(work, { kind: "email", network: null, value })],
  );
  return found?.contact_id;
}
