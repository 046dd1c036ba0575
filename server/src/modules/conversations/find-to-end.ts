import type { Work } from "../../framework/context.ts";
import { lockRuns } from "../runs/public.ts";
import { findConversation, type OpenConversation } from "./find-conversation.ts";

/**
 * A conversation of which runs are to be ended as well. One order for all: a run's step has its run first and the conversation
 * then, and so has whoever ends both. A run that begins in between is found by those who have the conversation.
 * @throws Refusal `request.not_found`
 */
export async function findToEnd(work: Work, id: string): Promise<OpenConversation> {
  await lockRuns(work, { conversationId: id });
  return findConversation(work, id, "lock");
}
