import type { Work } from "../../../framework/context.ts";
import { attachments, keyOfKind, kinds } from "../../files/public.ts";

/** What an attachment says, and its small picture. */
export async function readSealed(work: Work, id: string): Promise<{ text: string | null; preview: string | null }> {
  const row = await work.db
    .of(attachments)
    .selectFrom("attachments")
    .select(["id", "workspace_id", "organization_id", "text", "preview"])
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("user_id", "=", work.scope.userId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) return { text: null, preview: null };
  return work.open(attachments, await keyOfKind(work, kinds.conversation), row);
}
