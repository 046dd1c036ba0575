import * as z from "zod";
import { askToStop } from "../../egress/public.ts";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { attachedPort } from "../files/public.ts";
import { dropRuns } from "../runs/public.ts";
import { announceChange } from "./announce-change.ts";
import { aboutAgent, findConversation } from "./find-conversation.ts";
import { selectMessages } from "./messages/find-message.ts";
import { conversations } from "./tables.ts";

export const deleteConversation = endpoint({
  method: "DELETE",
  path: "/conversations/{conversation_id}",
  summary: "Delete a conversation, its messages and attachments, and the keys that open them.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  status: 204,
  input: z.strictObject({ conversation_id: z.string() }),
  output: nothing,
  audit: { action: "conversation.deleted", target: (_, { conversation_id }) => conversation_id },
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id, "lock"),
  attributes: aboutAgent,
  async run(ctx, { conversation_id: id }) {
    const underWay = await selectMessages(ctx)
      .where("conversation_id", "=", id)
      .where("messages.state", "=", "streaming")
      .executeTakeFirst();
    if (underWay?.generation_id) await askToStop(ctx.db, underWay.generation_id, ctx.at);
    await dropRuns(ctx, { conversationId: id });
    await ctx.port(attachedPort).drop(ctx, id);
    await ctx.db
      .of(conversations)
      .deleteFrom("conversations")
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", id)
      .execute();
    await announceChange(ctx.db, id);
    return {};
  },
});
