import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { findFile } from "./find-file.ts";
import { removeObject } from "./contents/remove-object.job.ts";

export const deleteFile = endpoint({
  method: "DELETE",
  path: "/files/{file_id}",
  summary: "Delete a file.",
  description: "Its key goes at once; its content leaves the store as soon as no other file has the same.",
  scope: "workspace",
  permission: "files.write",
  purpose: "files",
  status: 204,
  input: z.strictObject({ file_id: z.string() }),
  output: nothing,
  audit: { action: "file.deleted", target: (_, { file_id }) => file_id },
  async run(ctx, { file_id }) {
    const { row, kind } = await findFile(ctx, file_id, "for update");
    await ctx.db.query(`delete from ${kind.table.name} where workspace_id = $1 and id = $2`, [
      ctx.scope.workspaceId,
      file_id,
    ]);
    if (row.object) await ctx.enqueue(removeObject, { name: row.object });
    return {};
  },
});
