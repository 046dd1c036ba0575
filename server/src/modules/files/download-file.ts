import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { presentContent, streamContent } from "./contents/present-content.ts";
import { fileErrors } from "./errors.ts";
import { findFile, type FoundFile } from "./find-file.ts";

export const downloadFile = streamEndpoint({
  method: "GET",
  path: "/files/{file_id}/content",
  summary: "A file's content, or a range of it.",
  description:
    "Takes `Range: bytes=…` with one range. Always given as a download, of a type that runs nothing in a browser: what could carry a script is `application/octet-stream`.",
  scope: "workspace",
  permission: "files.read",
  purpose: "files",
  contentType: "application/octet-stream",
  input: z.strictObject({ file_id: z.string() }),
  refusals: [fileErrors.empty, fileErrors.damaged, fileErrors.range_unsatisfiable],
  load: async (ctx, { file_id }): Promise<FoundFile> => findFile(ctx, file_id),
  present: presentContent,
  async *stream(ctx, { file_id }, asked) {
    yield* streamContent(ctx, await findFile(ctx, file_id), asked);
  },
});
