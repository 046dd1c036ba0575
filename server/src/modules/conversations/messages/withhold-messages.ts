import type { Work } from "../../../framework/context.ts";
import { findConversation } from "../find-conversation.ts";
import { updateConversation } from "../update-conversation.ts";
import { ifThere } from "./find-message.ts";

/** Tells no model any more what was said in these messages of a conversation and in the answer to each, in the caller's transaction. */
export async function withholdMessages(work: Work, conversationId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const conversation = await ifThere(findConversation(work, conversationId, "lock"));
  if (!conversation) return;
  const next = updateConversation(work, conversation);
  await work.db.query(
    `update messages m set withheld = true, revision = $4 where m.workspace_id = $1 and m.conversation_id = $2
       and not m.withheld and (m.id = any($3) or (m.role = 'assistant' and exists (
         select from messages s where s.workspace_id = $1 and s.conversation_id = $2 and s.id = any($3) and s.position < m.position
           and not exists (select from messages b where b.workspace_id = $1 and b.conversation_id = $2 and b.role = 'user'
             and b.position > s.position and b.position < m.position))))`,
    [work.scope.workspaceId, conversationId, ids, next.nextRevision()],
  );
  await next.save();
}
