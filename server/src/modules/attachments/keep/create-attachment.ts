import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { aboutAgent, conversationErrors, findConversation } from "../../conversations/public.ts";
import { attachment } from "../../files/public.ts";
import { attachmentErrors } from "../errors.ts";
import { findAttachment } from "./find-attachment.ts";
import { insertAttachment } from "./insert-attachment.ts";
import { presentAttachment } from "./present-attachment.ts";

export const createAttachment = endpoint({
  method: "POST",
  path: "/conversations/{conversation_id}/attachments",
  summary: "Add a file to a conversation; its content is sent next.",
  description:
    "Then send the content with `PUT /attachments/{attachment_id}/content`, and name it in `attachment_ids` of the message it goes with once it is `ready`. Nobody but you sees it.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  status: 201,
  input: z.strictObject({
    conversation_id: z.string(),
    name: z.string().trim().min(1).max(255).describe("As people see it, with its extension."),
  }),
  output: attachment,
  refusals: [attachmentErrors.limit_reached, conversationErrors.visitors_only],
  audit: { action: "attachment.created", target: ({ id }) => id },
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id, "lock"),
  attributes: aboutAgent,
  async run(ctx, { name }, { resource: { id: conversationId, widget_id } }) {
    // What lies in a visitor's conversation is theirs: their export has it.
    if (widget_id !== null) throw conversationErrors.visitors_only();
    const id = await insertAttachment(ctx, { conversationId, name, source: "person" });
    return presentAttachment(await findAttachment(ctx, id));
  },
});
