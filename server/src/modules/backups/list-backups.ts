import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { backupColumns, backupOutput, describeBackup, type StoredBackup } from "./describe-backup.ts";

const backupPage = lookup<[string | null, number], StoredBackup>(
  "backups_of_deployment",
  `select ${backupColumns} from backups where $1::text is null or id < $1 order by id desc limit $2`,
);

export const listBackups = endpoint({
  method: "GET",
  path: "/operator/backups",
  summary: "Backups that were taken or tried, newest first.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(backupOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.lookup(backupPage, readCursor(cursor) ?? null, limit + 1);
    const page = toPage(rows, limit, (row) => row.id);
    return { ...page, data: page.data.map(describeBackup) };
  },
});
