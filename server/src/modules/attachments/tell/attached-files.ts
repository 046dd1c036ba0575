import type { Work } from "../../../framework/context.ts";
import { conversationErrors } from "../../conversations/public.ts";
import type { Attached, Attachment } from "../../files/public.ts";
import { dropAttachments } from "../keep/drop-attachments.ts";
import { findAttachments } from "../keep/find-attachment.ts";
import { presentAttachment } from "../keep/present-attachment.ts";
import { tellTurns } from "./tell-turns.ts";

/** What conversations and runs do with attachments. */
export const attachedFiles: Attached = {
  attach: attachAll,
  carryOver: (step, from, to) =>
    step.db.query("update attachments set message_id = $3 where workspace_id = $1 and message_id = $2", [
      step.scope.workspaceId,
      from,
      to,
    ]) as Promise<never>,
  drop: (step, conversationId) => dropAttachments(step, "conversation_id = $2", conversationId),
  show: showOf,
  tell: tellTurns,
};

async function attachAll(
  step: Work,
  { conversationId, messageId }: { conversationId: string; messageId: string },
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const wanted = new Set(ids);
  const found = await findAttachments(step, "id = any($3)", [...wanted], { lock: "for update" });
  const own = found.filter(({ row }) => row.conversation_id === conversationId && row.message_id === null);
  if (own.length < wanted.size || own.some(({ row }) => row.state === "failed" || row.state === "empty"))
    throw conversationErrors.attachment_unusable();
  if (own.some(({ row }) => row.state === "reading")) throw conversationErrors.attachment_not_ready({}, 1);
  await step.db.query("update attachments set message_id = $3 where workspace_id = $1 and id = any($2)", [
    step.scope.workspaceId,
    [...wanted],
    messageId,
  ]);
}

async function showOf(work: Work, messageIds: readonly string[]): Promise<ReadonlyMap<string, Attachment[]>> {
  if (messageIds.length === 0) return new Map();
  const found = await findAttachments(work, "message_id = any($3)", messageIds);
  return Map.groupBy(found.map(presentAttachment), ({ message_id }) => message_id!);
}
