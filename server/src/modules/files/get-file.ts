import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findFile } from "./find-file.ts";
import { file, presentFile } from "./present-file.ts";

export const getFile = endpoint({
  method: "GET",
  path: "/files/{file_id}",
  summary: "What is known of a file, without its content.",
  scope: "workspace",
  permission: "files.read",
  purpose: "files",
  input: z.strictObject({ file_id: z.string() }),
  output: file,
  async run(ctx, { file_id }) {
    const { kind, row, name } = await findFile(ctx, file_id);
    return presentFile(kind, row, name);
  },
});
