import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { auditEntryOutput, entryColumns, presentAuditEntries, type StoredEntry } from "./present-audit-entries.ts";

export const listAuditEntries = endpoint({
  method: "GET",
  path: "/audit-entries",
  summary: "Who did what in this organization; newest first.",
  scope: "organization",
  permission: "audit.read",
  purpose: "security",
  input: z.strictObject({
    ...pageInput,
    action: z.string().max(100).optional().describe("Only this action, or with a dot at the end all of an area."),
    actor_id: z.string().max(100).optional().describe("Only what this user, or this API key, did."),
    from: z.iso.datetime({ offset: true }).optional().describe("Not before this time."),
    to: z.iso.datetime({ offset: true }).optional().describe("Before this time."),
  }),
  output: pageOf(auditEntryOutput),
  async run(ctx, { limit, cursor, action, actor_id, from, to }) {
    const rows = await ctx.db.query<StoredEntry>(
      `select ${entryColumns} from audit_entries
       where organization_id = $1 and ($2::text is null or id < $2)
         and ($3::text is null or action = $3 or (right($3, 1) = '.' and starts_with(action, $3)))
         and ($4::text is null or user_id = $4 or principal_id = $4)
         and ($5::timestamptz is null or created_at >= $5) and ($6::timestamptz is null or created_at < $6)
       order by id desc limit $7`,
      [
        ctx.scope.organizationId,
        readCursor(cursor) ?? null,
        action ?? null,
        actor_id ?? null,
        from ?? null,
        to ?? null,
        limit + 1,
      ],
    );
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    const members = await ctx.db.query<{ user_id: string; role: string }>(
      "select user_id, role from memberships where organization_id = $1 and user_id = any($2)",
      [ctx.scope.organizationId, data.flatMap(({ user_id }) => (user_id ? [user_id] : []))],
    );
    const roles = new Map(members.map(({ user_id, role }) => [user_id, role]));
    return { data: await presentAuditEntries(ctx, data, roles), ...page };
  },
});
