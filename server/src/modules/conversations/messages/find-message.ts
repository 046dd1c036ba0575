import type { Selectable } from "kysely";
import { generations } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import type { RowTypes } from "../../../framework/table.ts";
import { findConversation, type OpenConversation } from "../find-conversation.ts";
import { messageChunks, messages } from "../tables.ts";

/** A message with what its generation took. */
export type MessageRow = Selectable<RowTypes<typeof messages>> & {
  tokens_in: number | null;
  tokens_out: number | null;
  latency_ms: number | null;
};

/** Messages of the scope's workspace and user, each with its generation. */
export const selectMessages = ({ db, scope }: Work) =>
  db
    .of(messages, generations)
    .selectFrom("messages")
    .leftJoin("generations", (join) =>
      join
        .onRef("generations.workspace_id", "=", "messages.workspace_id")
        .onRef("generations.id", "=", "messages.generation_id"),
    )
    .selectAll("messages")
    .select(["generations.tokens_in", "generations.tokens_out", "generations.latency_ms"])
    .where("messages.workspace_id", "=", scope.workspaceId!)
    .where("messages.user_id", "=", scope.userId!);

export type Found = { conversation: OpenConversation; message: MessageRow };

const lockConversation = (work: Work, id: string): Promise<OpenConversation> => findConversation(work, id, "lock");

/**
 * A message and its conversation, both locked until the transaction ends: the conversation's lock is always taken first.
 * `lock`: of the conversation, where more than it is locked.
 * @throws Refusal `request.not_found`
 */
export async function findMessage(work: Work, id: string, lock = lockConversation): Promise<Found> {
  const seen = await selectMessages(work).where("messages.id", "=", id).executeTakeFirst();
  if (!seen) throw requestErrors.not_found();
  const conversation = await lock(work, seen.conversation_id);
  const message = await selectMessages(work).where("messages.id", "=", id).executeTakeFirst();
  if (!message) throw requestErrors.not_found();
  return { conversation, message };
}

/** What was deleted, or whose owner was erased, is nothing to work on. */
export async function ifThere<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.not_found.code) return undefined;
    throw error;
  }
}

export type Chunks = {
  text: string;
  /** UTF-16 length of the answer before `text`. */
  offset: number;
  /** Of the last chunk. */
  sequence: number;
};

/** What was shown of an answer after a chunk. */
export async function readChunks(work: Work, key: DataKey, messageId: string, after = 0): Promise<Chunks> {
  const rows = await work.db
    .of(messageChunks)
    .selectFrom("message_chunks")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("message_id", "=", messageId)
    .where("sequence", ">", after)
    .orderBy("sequence")
    .execute();
  const text = rows.map((row) => work.open(messageChunks, key, row).text).join("");
  return { text, offset: rows[0]?.text_offset ?? 0, sequence: rows.at(-1)?.sequence ?? after };
}
