import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { attachmentErrors } from "../errors.ts";
import { readSealed } from "../tell/read-sealed.ts";
import { aboutAgent, loadAttachment } from "./find-attachment.ts";

export const showPreview = streamEndpoint({
  method: "GET",
  path: "/attachments/{attachment_id}/preview",
  summary: "A small picture of a picture.",
  description: "WebP, at most 320 pixels wide and high.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  contentType: "image/webp",
  input: z.strictObject({ attachment_id: z.string() }),
  refusals: [attachmentErrors.no_preview],
  load: (ctx, { attachment_id }) => loadAttachment(ctx, attachment_id),
  attributes: aboutAgent,
  present({ row }) {
    if (!row.has_preview) throw attachmentErrors.no_preview();
    const headers = {
      "content-type": "image/webp",
      "content-disposition": "attachment",
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    };
    return { status: 200, headers };
  },
  async *stream(ctx, { attachment_id }) {
    const { preview } = await readSealed(ctx, attachment_id);
    if (preview !== null) yield Buffer.from(preview, "base64");
  },
});
