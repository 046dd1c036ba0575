import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { auditEntryOutput, entryColumns, presentAuditEntries, type StoredEntry } from "./present-audit-entries.ts";

export const listOwnActivity = endpoint({
  method: "GET",
  path: "/me/activity",
  summary: "What you did, everywhere; newest first.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(auditEntryOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.db.query<StoredEntry>(
      `select ${entryColumns} from audit_entries
       where user_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
      [ctx.scope.userId, readCursor(cursor) ?? null, limit + 1],
    );
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: await presentAuditEntries(ctx, data, new Map()), ...page };
  },
});
