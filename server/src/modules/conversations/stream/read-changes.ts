import type { Work } from "../../../framework/context.ts";
import type { Attachment } from "../../files/public.ts";
import { findConversation, type OpenConversation } from "../find-conversation.ts";
import { isUnderWay } from "../messages/finish-message.ts";
import { readAttached } from "../messages/present-message.ts";
import { ifThere, type MessageRow, readChunks, selectMessages } from "../messages/find-message.ts";

/** How far a follower has seen: changes up to a revision, and so many chunks of the answer under way. */
export type Place = { revision: number; sequence: number };

export const writePlace = ({ revision, sequence }: Place): string => `${revision}.${sequence}`;

/** @returns nothing for what is no place of ours: then the follower starts like a new one */
export function readPlace(lastEventId: string | undefined): Place | undefined {
  const [, revision, sequence] = /^(\d{1,9})\.(\d{1,9})$/.exec(lastEventId ?? "") ?? [];
  return revision === undefined ? undefined : { revision: Number(revision), sequence: Number(sequence) };
}

export type Changes = {
  conversation: OpenConversation;
  /** Oldest first, each with what was shown of it where it is under way. */
  changed: { message: MessageRow; shown: string; attachments: readonly Attachment[] }[];
  /** Id of the answer under way. */
  underWay: string | undefined;
  place: Place;
};

/** A new follower gets the end of the conversation: whatever happened while it was on its way is in there. */
const newestMax = 2;

/** What is new since a place; nothing where the conversation is gone. */
export async function readChanges(
  work: Work,
  conversationId: string,
  since: Place | undefined,
): Promise<Changes | undefined> {
  // Read first: a change that comes in between is then seen twice rather than never.
  const conversation = await ifThere(findConversation(work, conversationId));
  if (!conversation) return undefined;
  const seen = since && since.revision <= conversation.revision ? since : undefined;
  const rows = await selectSince(work, conversationId, seen);
  const changed = rows.filter(({ revision }) => !seen || revision > seen.revision);
  const underWay = rows.find(isUnderWay);
  const isNew = underWay !== undefined && changed.includes(underWay);
  const chunks = isNew ? await readChunks(work, conversation.key, underWay.id) : undefined;
  const attached = await readAttached(work, changed);
  return {
    conversation,
    changed: changed.map((message) => ({
      message,
      shown: message === underWay ? (chunks?.text ?? "") : "",
      attachments: attached.get(message.id) ?? [],
    })),
    underWay: underWay?.id,
    place: { revision: conversation.revision, sequence: chunks?.sequence ?? (underWay && seen ? seen.sequence : 0) },
  };
}

function selectSince(work: Work, conversationId: string, seen: Place | undefined): Promise<MessageRow[]> {
  const all = selectMessages(work).where("conversation_id", "=", conversationId);
  if (!seen)
    return all
      .orderBy("position", "desc")
      .limit(newestMax)
      .execute()
      .then((rows) => rows.toReversed());
  const isNews = all.where((is) =>
    is.or([is("revision", ">", seen.revision), is("messages.state", "in", ["queued", "streaming"])]),
  );
  return isNews.orderBy("position").execute();
}
