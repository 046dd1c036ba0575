import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { customRoleOutput, describeCustomRole } from "./describe-custom-role.ts";
import { customRoles } from "./tables.ts";

export const listCustomRoles = endpoint({
  method: "GET",
  path: "/custom-roles",
  summary: "List the roles that this organization made.",
  scope: "organization",
  permission: "members.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(customRoleOutput),
  async run(ctx, { limit, cursor }) {
    const { organizationId } = ctx.scope;
    const rows = await ctx.db
      .of(customRoles)
      .selectFrom("custom_roles")
      .selectAll()
      .where("organization_id", "=", organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
    return { ...page, data: page.data.map((row) => describeCustomRole(ctx, key, row)) };
  },
});
