import type { Work } from "../../../framework/context.ts";
import { markName, openMarker } from "./mark-name.ts";

/**
 * Makes the guardrail know a contact by this name and by no other that stood there, in the caller's transaction.
 * @param standsIn the contact's id, or that of the merge that keeps another name of theirs
 */
export async function knowContact(work: Work, contactId: string, name: string | null, standsIn = contactId) {
  const { organizationId = "", workspaceId } = work.scope;
  const marks = name === null ? [] : markName(openMarker(work.keyring, organizationId), name);
  await work.db.query(
    "delete from known_contact_names where workspace_id = $1 and contact_id = $2 and stands_in = $3",
    [workspaceId, contactId, standsIn],
  );
  if (marks.length === 0) return;
  await work.db.query(
    `insert into known_contact_names (organization_id, workspace_id, contact_id, stands_in, id, mark)
     select $1, $2, $3, $4, known.id, known.mark from unnest($5::text[], $6::bytea[]) as known (id, mark)`,
    [organizationId, workspaceId, contactId, standsIn, marks.map(() => work.newId("kcn")), marks],
  );
}

/** Names that stand in merges go along where these move to another contact. */
export async function moveKnown(work: Work, contactId: string, standsIn: readonly string[]): Promise<void> {
  await work.db.query(
    "update known_contact_names set contact_id = $2 where workspace_id = $1 and stands_in = any($3)",
    [work.scope.workspaceId, contactId, standsIn],
  );
}
