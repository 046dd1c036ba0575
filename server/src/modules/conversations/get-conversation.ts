import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { aboutAgent, findConversation } from "./find-conversation.ts";
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
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id),
  attributes: aboutAgent,
  run: async (ctx, { conversation_id }, { resource }) =>
    presentConversation(resource, await isAnswering(ctx, conversation_id)),
});
