import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { fileErrors } from "./errors.ts";
import { insertFile } from "./insert-file.ts";
import { belongings } from "./find-kind.ts";
import { file } from "./present-file.ts";

export const createFile = endpoint({
  method: "POST",
  path: "/files",
  summary: "Make a file, whose content is sent next.",
  description:
    "Then send the content with `PUT /files/{file_id}/content`. The name is given here because addresses and headers end up in logs, and a name may tell much.",
  scope: "workspace",
  permission: "files.write",
  purpose: "files",
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(255).describe("As people see it, with its extension."),
    belongs_to: z.enum(belongings).default("workspace").describe("`me`: nobody else in the workspace sees it."),
  }),
  output: file,
  refusals: [fileErrors.limit_reached],
  audit: { action: "file.created", target: (made) => made.id },
  run: (ctx, { name, belongs_to }) => insertFile(ctx, belongs_to, name),
});
