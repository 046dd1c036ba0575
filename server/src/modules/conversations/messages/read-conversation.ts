import type { Work } from "../../../framework/context.ts";
import { findConversation } from "../find-conversation.ts";
import { readChunks, selectMessages } from "./find-message.ts";
import { type Message, presentMessage, readAttached } from "./present-message.ts";

/** More than anybody goes back. */
const messagesMax = 200;

/** The newest messages of a conversation of this work's person, oldest first, without earlier versions. */
export async function readConversation(work: Work, id: string): Promise<Message[]> {
  const conversation = await findConversation(work, id);
  const rows = await selectMessages(work)
    .where("conversation_id", "=", id)
    .where("superseded", "=", false)
    .orderBy("position", "desc")
    .limit(messagesMax)
    .execute();
  const streaming = rows.find(({ state }) => state === "streaming");
  const shown = streaming ? (await readChunks(work, conversation.key, streaming.id)).text : "";
  const attached = await readAttached(work, rows);
  return rows.toReversed().map((row) => {
    const attachments = attached.get(row.id);
    return presentMessage(work, conversation, row, { shown: row === streaming ? shown : "", attachments });
  });
}
