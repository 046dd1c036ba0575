import type { Work } from "../../../framework/context.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { findConversation } from "../find-conversation.ts";
import { messages } from "../tables.ts";
import { ifThere, selectMessages } from "./find-message.ts";

export type SaidMessage = { id: string; text: string; at: Date };

/** What a person said, with what was said before it and is still told to the agent. */
export type AnsweredTurn = {
  conversationId: string;
  agentId: string;
  contactId: string | null;
  /** Opens the conversation. */
  key: DataKey;
  said: SaidMessage;
  /** The answer before it; empty where there is none. */
  answerBefore: string;
  /** The person's earlier words in it, the newest first, and whether each is told to the agent. */
  earlier: (SaidMessage & { isTold: boolean })[];
  /** Something from outside was in what was said or in the answer before it. */
  isUntrusted: boolean;
};

/** So far back it is read. */
const messagesMax = 100;

/** The turn that ends with an answer; nothing where it is gone, a visitor's, an earlier version, or not told to the agent any more. */
export async function readTurn(
  work: Work,
  replyId: string,
  lock: "lock" | "look" = "look",
): Promise<AnsweredTurn | undefined> {
  const reply = await selectMessages(work).where("messages.id", "=", replyId).executeTakeFirst();
  if (!reply || reply.superseded) return undefined;
  const conversation = await ifThere(findConversation(work, reply.conversation_id, lock));
  // What a visitor of a widget says is of somebody else than whose conversation it is.
  if (!conversation || conversation.widget_id !== null) return undefined;
  const rows = await selectMessages(work)
    .where("conversation_id", "=", conversation.id)
    .where("superseded", "=", false)
    .where("position", "<", reply.position)
    .orderBy("position", "desc")
    .limit(messagesMax)
    .execute();
  const opened = rows.map((row) => ({ row, text: work.open(messages, conversation.key, row).text ?? "" }));
  const at = opened.findIndex(({ row }) => row.role === "user");
  const said = opened[at];
  if (!said || said.row.withheld) return undefined;
  const before = opened.slice(at + 1).find(({ row }) => row.role === "assistant" && !row.withheld);
  const present = ({ row, text }: (typeof opened)[number]) => ({ id: row.id, text, at: row.created_at });
  const earlier = opened.slice(at + 1).filter(({ row }) => row.role === "user");
  return {
    conversationId: conversation.id,
    agentId: conversation.agent_id,
    contactId: conversation.contact_id,
    key: conversation.key,
    said: present(said),
    answerBefore: before?.text ?? "",
    earlier: earlier.map((one) => ({ ...present(one), isTold: !one.row.withheld })),
    isUntrusted: said.row.untrusted || (before?.row.untrusted ?? false),
  };
}
