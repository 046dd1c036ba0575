import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { apiClientOutput, describeApiClient } from "./describe-api-client.ts";
import { apiClients } from "./tables.ts";

export const listApiClients = endpoint({
  method: "GET",
  path: "/api-clients",
  summary: "The devices and programs that act for you, newest first.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(apiClientOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(apiClients)
      .selectFrom("api_clients")
      .selectAll()
      .where("user_id", "=", ctx.scope.userId)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", ctx.at)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "user", id: ctx.scope.userId }, "credential");
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => describeApiClient(ctx, key, row)) };
  },
});
