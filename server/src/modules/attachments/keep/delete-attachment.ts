import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { aboutAgent, loadAttachment } from "./find-attachment.ts";
import { dropAttachments } from "./drop-attachments.ts";

export const deleteAttachment = endpoint({
  method: "DELETE",
  path: "/attachments/{attachment_id}",
  summary: "Delete an attachment.",
  description:
    "Its key goes at once and its content soon after. Models are not told of it any more; what they said of it stays.",
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  status: 204,
  input: z.strictObject({ attachment_id: z.string() }),
  output: nothing,
  audit: { action: "attachment.deleted", target: (_, { attachment_id }) => attachment_id },
  load: (ctx, { attachment_id }) => loadAttachment(ctx, attachment_id),
  attributes: aboutAgent,
  async run(ctx, { attachment_id }) {
    await dropAttachments(ctx, "id = $2", attachment_id);
    return {};
  },
});
