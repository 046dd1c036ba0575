import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { attachment, fileErrors } from "../../files/public.ts";
import { attachmentErrors } from "../errors.ts";
import { aboutAgent, findAttachment, loadAttachment } from "./find-attachment.ts";
import { presentAttachment } from "./present-attachment.ts";
import { keepAttachment, takeAttachment, type TakenAttachment } from "./take-attachment.ts";

/** The most one may have. */
const attachmentBytesMax = 25 * 1024 * 1024;

export const fillAttachment = endpoint({
  method: "PUT",
  path: "/attachments/{attachment_id}/content",
  summary: "Send an attachment's content, as it is.",
  description: `At most ${attachmentBytesMax / 1024 / 1024} MiB, sealed on its way in. What it is is found in the content, and then it is read: a document for its text, a picture to make it small and to leave out what the camera wrote into it, such as where it was taken.`,
  scope: "workspace",
  permission: "conversations.write",
  purpose: "converse",
  rate: "expensive",
  takes: "bytes",
  bodyBytesMax: attachmentBytesMax,
  input: z.strictObject({ attachment_id: z.string() }),
  output: attachment,
  refusals: [attachmentErrors.type_refused, fileErrors.already_filled, fileErrors.storage_full],
  audit: { action: "attachment.filled", target: ({ id }) => id },
  load: (ctx, { attachment_id }) => loadAttachment(ctx, attachment_id),
  attributes: aboutAgent,
  prepare: async (ctx, { attachment_id }) => takeAttachment(ctx, await findAttachment(ctx, attachment_id), ctx.bytes),
  async run(ctx, { attachment_id }, { prepared }) {
    await keepAttachment(ctx, attachment_id, prepared as TakenAttachment);
    return presentAttachment(await findAttachment(ctx, attachment_id));
  },
});
