import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { identities } from "./tables.ts";

export const listIdentities = endpoint({
  method: "GET",
  path: "/identities",
  summary: "The identities at providers by which you sign in.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(
    z.object({
      id: z.string(),
      issuer: z.string(),
      email: z.string(),
      created_at: timeOutput,
      last_used_at: timeOutput,
    }),
  ),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(identities)
      .selectFrom("identities")
      .select(["id", "issuer", "email", "created_at", "last_used_at"])
      .where("user_id", "=", ctx.scope.userId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "credential");
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => ctx.open(identities, key, row)) };
  },
});
