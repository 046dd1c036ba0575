import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { connectedAppOutput, presentConnectedApp } from "./present-connected-app.ts";
import { connectedApps } from "./tables.ts";

export const listConnectedApps = endpoint({
  method: "GET",
  path: "/connected-apps",
  summary: "The apps that act for you by the Model Context Protocol, in all your workspaces, newest first.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(connectedAppOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(connectedApps)
      .selectFrom("connected_apps")
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
    return { ...page, data: page.data.map((row) => presentConnectedApp(ctx, key, row)) };
  },
});
