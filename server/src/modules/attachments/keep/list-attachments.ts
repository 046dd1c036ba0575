import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { aboutAgent, findConversation } from "../../conversations/public.ts";
import { attachment } from "../../files/public.ts";
import { findAttachments } from "./find-attachment.ts";
import { presentAttachment } from "./present-attachment.ts";

export const listAttachments = endpoint({
  method: "GET",
  path: "/conversations/{conversation_id}/attachments",
  summary: "What was added to a conversation, the oldest first.",
  description: "What you added, sent or not yet, and the files that its agent made.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  input: z.strictObject({ conversation_id: z.string(), ...pageInput }),
  output: pageOf(attachment),
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id),
  attributes: aboutAgent,
  async run(ctx, { conversation_id, limit, cursor }) {
    const after = readCursor(cursor) ?? "";
    const condition = "conversation_id = $3->>0 and id > $3->>1";
    const value = JSON.stringify([conversation_id, after]);
    const found = await findAttachments(ctx, condition.replaceAll("$3", "$3::jsonb"), value, { limit: limit + 1 });
    const page = toPage(found, limit, ({ row }) => row.id);
    return { ...page, data: page.data.map(presentAttachment) };
  },
});
