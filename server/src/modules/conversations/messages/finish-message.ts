import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import type { Found } from "./find-message.ts";
import { messageChunks, messages } from "../tables.ts";
import { type GoesOn, updateConversation } from "../update-conversation.ts";

export const messageAnswered = event(
  "message.answered",
  "An agent's answer is over, and has not failed.",
  z.object({ conversation_id: z.string(), agent_id: z.string(), message_id: z.string() }),
);

export type Ending = { state: "complete" | "stopped" | "failed"; text: string; errorCode?: string };

export const isUnderWay = (message: { state: string }) => message.state === "queued" || message.state === "streaming";

/**
 * Ends an answer under way, whose conversation this transaction has locked: its text is sealed and its chunks go. Where an agent took
 * over, the conversation is with that one from here on.
 */
export async function finishMessage(
  work: Work,
  { conversation, message }: Found,
  ending: Ending,
  goesOn?: GoesOn,
): Promise<Found> {
  const next = updateConversation(work, conversation);
  const { id, workspace_id } = message;
  const changed = {
    state: ending.state,
    text: ending.text,
    error_code: ending.errorCode ?? null,
    revision: next.nextRevision(),
  };
  const sealed = work.seal(messages, conversation.key, { ...changed, id, workspace_id });
  await work.db
    .of(messages)
    .updateTable("messages")
    .set({ state: sealed.state, text: sealed.text, error_code: sealed.error_code, revision: sealed.revision })
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .execute();
  await work.db
    .of(messageChunks)
    .deleteFrom("message_chunks")
    .where("workspace_id", "=", workspace_id)
    .where("message_id", "=", id)
    .execute();
  if (ending.state !== "failed") {
    const { id: conversation_id } = conversation;
    const agent_id = goesOn?.agentId ?? conversation.agent_id;
    await work.emit(messageAnswered, { conversation_id, agent_id, message_id: id });
  }
  return {
    conversation: await next.save(goesOn ? { goesOn } : {}),
    message: { ...message, ...sealed },
  };
}
