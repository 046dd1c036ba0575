import { askToStop } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { cancelRun } from "../../runs/public.ts";
import { findToEnd } from "../find-to-end.ts";
import { type Found, readChunks, selectMessages } from "./find-message.ts";
import { finishMessage, isUnderWay } from "./finish-message.ts";

/** Ends an answer that this transaction has locked, with what has arrived of it; one that is over stays as it is. */
export async function stopAnswer(work: Work, found: Found): Promise<Found> {
  const { conversation, message } = found;
  if (!isUnderWay(message)) return found;
  const { text } = await readChunks(work, conversation.key, message.id);
  const stopped = await finishMessage(work, found, { state: "stopped", text });
  if (message.run_id) await cancelRun(work, message.run_id);
  if (message.generation_id) await askToStop(work.db, message.generation_id, work.at);
  return stopped;
}

/** The same for whatever answer is under way in a conversation of this work's person. */
export async function stopUnderWay(work: Work, conversationId: string): Promise<void> {
  const conversation = await findToEnd(work, conversationId);
  const message = await selectMessages(work)
    .where("conversation_id", "=", conversationId)
    .where("messages.state", "in", ["queued", "streaming"])
    .executeTakeFirst();
  if (message) await stopAnswer(work, { conversation, message });
}
