import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { holdSummary, presentHolds } from "./present-hold.ts";
import { holds } from "./tables.ts";

export const listHolds = endpoint({
  method: "GET",
  path: "/holds",
  summary:
    "Legal holds of the workspace, newest first: what is kept for which claim, and until when that is looked at.",
  scope: "workspace",
  permission: "holds.read",
  purpose: "rights",
  input: z.strictObject(pageInput),
  output: pageOf(holdSummary),
  async run(ctx, { limit, cursor }) {
    let asked = ctx.db.of(holds).selectFrom("holds").selectAll().where("workspace_id", "=", ctx.scope.workspaceId);
    const before = readCursor(cursor);
    if (before !== undefined) asked = asked.where("id", "<", before);
    const rows = await asked
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const { data, ...page } = toPage(rows, limit, ({ id }) => id);
    return { data: await presentHolds(ctx, data), ...page };
  },
});
