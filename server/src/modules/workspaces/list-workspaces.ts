import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeWorkspace, workspaceOutput } from "./describe-workspace.ts";
import { workspaces } from "./tables.ts";

export const listWorkspaces = endpoint({
  method: "GET",
  path: "/workspaces",
  summary: "List the organization's workspaces, oldest first.",
  scope: "organization",
  permission: "workspaces.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(workspaceOutput),
  async run(ctx, { limit, cursor }) {
    const { organizationId } = ctx.scope;
    const rows = await ctx.db
      .of(workspaces)
      .selectFrom("workspaces")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => describeWorkspace(ctx, key, row)) };
  },
});
