import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { dropConversation } from "./drop-conversation.ts";
import { aboutAgent } from "./find-conversation.ts";
import { findToEnd } from "./find-to-end.ts";

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
  load: (ctx, { conversation_id }) => findToEnd(ctx, conversation_id),
  attributes: aboutAgent,
  async run(ctx, { conversation_id: id }) {
    await dropConversation(ctx, id);
    return {};
  },
});
