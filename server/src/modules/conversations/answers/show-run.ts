import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import type { RunEnding, RunSurface } from "../../runs/public.ts";
import { findMessage, ifThere, readChunks } from "../messages/find-message.ts";
import { type Ending, finishMessage } from "../messages/finish-message.ts";
import { messageChunks, messages } from "../tables.ts";
import { updateConversation } from "../update-conversation.ts";
import { appendChunks } from "./append-chunks.ts";

const between = "\n\n";

/** Runs that answer in a conversation: what they say appears there as it comes, and ends the message. */
export const showRun: RunSurface = {
  async show(work, { message_id, conversation_id, untrusted }, { generationId, before }) {
    const [messageId, conversationId] = [message_id!, conversation_id!];
    const text = before === "" ? "" : `${before}${between}`;
    const place = await work.inScope(async (step) => {
      const found = await ifThere(findMessage(step, messageId));
      if (found?.message.state !== "streaming") return undefined;
      const { conversation, message } = found;
      const of = { workspace_id: message.workspace_id, message_id: messageId };
      // What a step that broke off had shown is taken back: it is said anew.
      await step.db
        .of(messageChunks)
        .deleteFrom("message_chunks")
        .where("workspace_id", "=", of.workspace_id)
        .where("message_id", "=", messageId)
        .execute();
      const next = updateConversation(step, conversation);
      const begun = { generation_id: generationId, untrusted, revision: next.nextRevision() };
      await step.db
        .of(messages)
        .updateTable("messages")
        .set(begun)
        .where("workspace_id", "=", of.workspace_id)
        .where("id", "=", messageId)
        .execute();
      if (text !== "") {
        const { organization_id, user_id } = message;
        const first = { ...of, organization_id, user_id, sequence: 1, text_offset: 0, text };
        await step.db
          .of(messageChunks)
          .insertInto("message_chunks")
          .values(step.seal(messageChunks, conversation.key, first))
          .execute();
      }
      await next.save();
      return { conversationId, messageId, generationId, key: conversation.key };
    });
    if (!place) return gone;
    return appendChunks(work, place, { text, sequence: text === "" ? 0 : 1 });
  },

  async end(step, { message_id }, ending) {
    const found = await ifThere(findMessage(step, message_id!));
    if (found?.message.state !== "streaming") return;
    const { conversation, message } = found;
    const shown = ending.state === "completed" ? "" : (await readChunks(step, conversation.key, message.id)).text;
    await finishMessage(step, found, endingOf(ending, shown), ending.handedTo);
  },
};

function endingOf({ state, reason, output }: RunEnding, text: string): Ending {
  if (state === "completed") return { state: "complete", text: output ?? "" };
  return state === "canceled" ? { state: "stopped", text } : { state: "failed", errorCode: reason ?? state, text };
}

/** The message is over, or gone with its conversation. */
const gone = {
  add: () => undefined,
  signal: AbortSignal.abort(new ProviderError("provider.cancelled")),
  close: () => Promise.resolve(),
};
