import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { fileColumns, type FileRow, openName } from "./find-file.ts";
import { belongings, keyOfKind, kinds } from "./find-kind.ts";
import { file, presentFile } from "./present-file.ts";

export const listFiles = endpoint({
  method: "GET",
  path: "/files",
  summary: "The workspace's files or one's own, newest first.",
  scope: "workspace",
  permission: "files.read",
  purpose: "files",
  input: z.strictObject({ ...pageInput, belongs_to: z.enum(belongings).default("workspace") }),
  output: pageOf(file),
  async run(ctx, { limit, cursor, belongs_to }) {
    const kind = kinds[belongs_to];
    const rows = await ctx.db.query<FileRow>(
      `select ${fileColumns} from ${kind.table.name}
       where workspace_id = $1 and ($2::text is null or id < $2) order by id desc limit ${limit + 1}`,
      [ctx.scope.workspaceId, readCursor(cursor) ?? null],
    );
    const page = toPage(rows, limit, ({ id }) => id);
    const key = await keyOfKind(ctx, kind);
    return { ...page, data: page.data.map((row) => presentFile(kind, row, openName(ctx, kind, key, row))) };
  },
});
