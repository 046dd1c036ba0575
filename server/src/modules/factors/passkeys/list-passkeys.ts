import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { passkeys } from "../tables.ts";
import { passkeyOutput } from "./passkey-output.ts";

export const listPasskeys = endpoint({
  method: "GET",
  path: "/passkeys",
  summary: "Your passkeys, newest first.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(passkeyOutput),
  async run(ctx, { limit, cursor }) {
    let query = ctx.db
      .of(passkeys)
      .selectFrom("passkeys")
      .select(["id", "name", "is_synced", "created_at", "last_used_at"])
      .where("user_id", "=", ctx.scope.userId);
    const after = readCursor(cursor);
    if (after !== undefined) query = query.where("id", "<", after);
    const rows = await query
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "credential");
    const page = toPage(rows, limit, (row) => row.id);
    return { ...page, data: page.data.map((row) => ctx.open(passkeys, key, row)) };
  },
});
