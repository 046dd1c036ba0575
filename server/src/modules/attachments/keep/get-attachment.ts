import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { attachment } from "../../files/public.ts";
import { aboutAgent, loadAttachment } from "./find-attachment.ts";
import { presentAttachment } from "./present-attachment.ts";

export const getAttachment = endpoint({
  method: "GET",
  path: "/attachments/{attachment_id}",
  summary: "What is known of an attachment, without its content.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  input: z.strictObject({ attachment_id: z.string() }),
  output: attachment,
  load: (ctx, { attachment_id }) => loadAttachment(ctx, attachment_id),
  attributes: aboutAgent,
  run: (_ctx, _input, { resource }) => Promise.resolve(presentAttachment(resource)),
});
