import type { Subject, Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { type AgeState, contacts } from "./tables.ts";

export type ContactRow = {
  organization_id: string;
  workspace_id: string;
  id: string;
  name: string | null;
  age_state: AgeState;
  created_at: Date;
  updated_at: Date;
  version: number;
};

export const contactColumns = [
  "organization_id",
  "workspace_id",
  "id",
  "name",
  "age_state",
  "created_at",
  "updated_at",
  "version",
] as const;

/** A contact of this work's workspace, as keys, export and erasure know it. */
export const contactSubject = (work: Work, id: string): Subject => ({
  kind: "contact",
  id,
  within: { organizationId: work.scope.organizationId!, workspaceId: work.scope.workspaceId! },
});

export const contactKey = (work: Work, id: string) => work.keys.of(contactSubject(work, id), "account");

/**
 * A contact of this workspace, of whom nothing is read; it stays for as long as the transaction lasts.
 * @throws Refusal `request.not_found`, also while it is being erased
 */
export async function requireContact({ db, scope }: Work, id: string): Promise<void> {
  const [found] = await db.query(
    "select 1 from contacts where workspace_id = $1 and id = $2 and suspended_at is null for key share",
    [scope.workspaceId, id],
  );
  if (!found) throw requestErrors.not_found();
}

/**
 * A contact of this workspace, opened.
 * @throws Refusal `request.not_found`, also while it is being erased
 */
export async function findContact(work: Work, id: string): Promise<ContactRow> {
  const row = await work.db
    .of(contacts)
    .selectFrom("contacts")
    .select(contactColumns)
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .where("suspended_at", "is", null)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(contacts, await contactKey(work, id), row);
}
