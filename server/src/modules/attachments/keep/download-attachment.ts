import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { fileErrors, presentContent, streamContent } from "../../files/public.ts";
import { aboutAgent, findAttachment, loadAttachment } from "./find-attachment.ts";

export const downloadAttachment = streamEndpoint({
  method: "GET",
  path: "/attachments/{attachment_id}/content",
  summary: "An attachment's content, or a range of it.",
  description:
    "Always given as a download, of a type that runs nothing in a browser: what could carry a script is `application/octet-stream`. A picture is as it was kept: small, and without what the camera wrote into it.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  contentType: "application/octet-stream",
  input: z.strictObject({ attachment_id: z.string() }),
  refusals: [fileErrors.empty, fileErrors.damaged, fileErrors.range_unsatisfiable],
  load: (ctx, { attachment_id }) => loadAttachment(ctx, attachment_id),
  attributes: aboutAgent,
  present: presentContent,
  async *stream(ctx, { attachment_id }, asked) {
    yield* streamContent(ctx, await findAttachment(ctx, attachment_id), asked);
  },
});
