import type { Work } from "../../framework/context.ts";
import { messages } from "./tables.ts";

/** Whether an answer is queued or streaming; there is at most one. */
export async function isAnswering({ db, scope }: Work, conversationId: string): Promise<boolean> {
  const underWay = await db
    .of(messages)
    .selectFrom("messages")
    .select("id")
    .where("workspace_id", "=", scope.workspaceId!)
    .where("conversation_id", "=", conversationId)
    .where("state", "in", ["queued", "streaming"])
    .executeTakeFirst();
  return underWay !== undefined;
}
