import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findConversation } from "./find-conversation.ts";
import { isAnswering } from "./is-answering.ts";
import { conversation, presentConversation } from "./present-conversation.ts";

export const getConversation = endpoint({
  method: "GET",
  path: "/conversations/{conversation_id}",
  summary: "One of your conversations.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({ conversation_id: z.string() }),
  output: conversation,
  async run(ctx, { conversation_id }) {
    const found = await findConversation(ctx, conversation_id);
    return presentConversation(found, await isAnswering(ctx, conversation_id));
  },
});
