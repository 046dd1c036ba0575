import type { Work } from "../../../framework/context.ts";

/** Whether others have become part of a contact: then it is more than whoever it was at first. */
export async function isJoined({ db, scope }: Work, contactId: string): Promise<boolean> {
  const [found] = await db.query("select 1 from contact_merges where workspace_id = $1 and contact_id = $2 limit 1", [
    scope.workspaceId,
    contactId,
  ]);
  return found !== undefined;
}
