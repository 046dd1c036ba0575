import type { Work } from "../../../framework/context.ts";
import { cellContext, newDataKey, wrapKey } from "../../../framework/keys/sealing.ts";
import { attachments, keyOfKind, kinds } from "../../files/public.ts";
import { attachmentErrors } from "../errors.ts";

/** So many to a conversation. */
const attachmentsMax = 200;

type New = { conversationId: string; name: string; source: "person" | "agent"; messageId?: string | null };

/** Writes an attachment without content, in the transaction that has the conversation locked. @throws Refusal `attachments.limit_reached` */
export async function insertAttachment(work: Work, { conversationId, name, source, messageId = null }: New) {
  const { organizationId, workspaceId, userId } = work.scope;
  const [count] = await work.db.query<{ all: number }>(
    'select count(*)::int as "all" from attachments where workspace_id = $1 and conversation_id = $2',
    [workspaceId, conversationId],
  );
  if (count!.all >= attachmentsMax) throw attachmentErrors.limit_reached({ limit: attachmentsMax });
  const key = await keyOfKind(work, kinds.conversation);
  const place = { id: work.newId("att"), organization_id: organizationId!, workspace_id: workspaceId! };
  const wrapped = wrapKey(key, cellContext(attachments, "object_key", place), newDataKey());
  const sealed = work.seal(attachments, key, { ...place, name });
  await work.db.query(
    `insert into attachments (id, organization_id, workspace_id, user_id, conversation_id, message_id, source, state, object_key, name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'empty', $8, $9, $10)`,
    [place.id, organizationId, workspaceId, userId, conversationId, messageId, source, wrapped, sealed.name, work.at],
  );
  return place.id;
}
