import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { fileErrors } from "./errors.ts";
import { findFile } from "./find-file.ts";
import { keepContent } from "./contents/keep-content.ts";
import { file, presentFile } from "./present-file.ts";
import { takeContent, type TakenContent } from "./contents/take-content.ts";

/** The most one file may have. */
export const fileBytesMax = 100 * 1024 * 1024;

export const fillFile = endpoint({
  method: "PUT",
  path: "/files/{file_id}/content",
  summary: "Send a file's content, as it is.",
  description: `At most ${fileBytesMax / 1024 / 1024} MiB, streamed and sealed on its way in. Its type is found in the content. Sending the same again changes nothing; a file is never overwritten.`,
  scope: "workspace",
  permission: "files.write",
  purpose: "files",
  rate: "expensive",
  takes: "bytes",
  bodyBytesMax: fileBytesMax,
  input: z.strictObject({ file_id: z.string() }),
  output: file,
  refusals: [fileErrors.already_filled, fileErrors.storage_full],
  audit: { action: "file.filled", target: (filled) => filled.id },
  load: async (ctx, { file_id }) => findFile(ctx, file_id),
  prepare: async (ctx, { file_id }) => takeContent(ctx, await findFile(ctx, file_id), ctx.bytes),
  async run(ctx, { file_id }, { prepared }) {
    const found = await findFile(ctx, file_id, "for update");
    const row = await keepContent(ctx, found, prepared as TakenContent);
    return presentFile(found.kind, row, found.name);
  },
});
