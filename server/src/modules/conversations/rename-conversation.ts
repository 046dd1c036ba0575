import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { aboutAgent, findConversation } from "./find-conversation.ts";
import { conversation, presentConversation } from "./present-conversation.ts";
import { isAnswering } from "./is-answering.ts";
import { updateConversation } from "./update-conversation.ts";

export const renameConversation = endpoint({
  method: "PATCH",
  path: "/conversations/{conversation_id}",
  summary: "Rename a conversation.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  input: z.strictObject({ conversation_id: z.string(), title: z.string().trim().min(1).max(200) }),
  output: conversation,
  audit: { action: "conversation.renamed", target: (renamed) => renamed.id },
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id, "lock"),
  attributes: aboutAgent,
  async run(ctx, { title }, { resource }) {
    const renamed = await updateConversation(ctx, resource).save({ title });
    return presentConversation(renamed, await isAnswering(ctx, resource.id));
  },
});
