import { askToStop } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { attachedPort } from "../files/public.ts";
import { dropRuns } from "../runs/public.ts";
import { announceChange } from "./announce-change.ts";
import { selectMessages } from "./messages/find-message.ts";
import { conversations } from "./tables.ts";

/** Stops what is under way in a conversation that this transaction has locked, and deletes it with the key that opens it. */
export async function dropConversation(work: Work, id: string): Promise<void> {
  const underWay = await selectMessages(work)
    .where("conversation_id", "=", id)
    .where("messages.state", "=", "streaming")
    .executeTakeFirst();
  if (underWay?.generation_id) await askToStop(work.db, underWay.generation_id, work.at);
  await dropRuns(work, { conversationId: id });
  await work.port(attachedPort).drop(work, id);
  await work.db
    .of(conversations)
    .deleteFrom("conversations")
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .execute();
  await announceChange(work.db, id);
}
