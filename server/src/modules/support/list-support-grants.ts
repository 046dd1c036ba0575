import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeGrant, grantOutput } from "./describe-grant.ts";
import { supportGrants } from "./tables.ts";

export const listSupportGrants = endpoint({
  method: "GET",
  path: "/support-grants",
  summary: "What the operator is let see of this organization, and was; newest first.",
  description: "For every member to know. What the operator then looked at is in the audit log as `support.read`.",
  scope: "organization",
  permission: "organization.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(grantOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(supportGrants)
      .selectFrom("support_grants")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    return { ...page, data: page.data.map((row) => describeGrant(row, ctx.at)) };
  },
});
