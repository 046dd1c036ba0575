import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeUsers } from "../users/public.ts";
import { describeMember, memberOutput } from "./describe-member.ts";
import { memberships } from "./tables.ts";

export const listMembers = endpoint({
  method: "GET",
  path: "/members",
  summary: "List the organization's members.",
  scope: "organization",
  permission: "members.read",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(memberOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.db
      .of(memberships)
      .selectFrom("memberships")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("user_id", ">", readCursor(cursor) ?? "")
      .orderBy("user_id")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ user_id }) => user_id);
    const people = await describeUsers(
      ctx,
      page.data.map(({ user_id }) => user_id),
    );
    return { ...page, data: page.data.map((row) => describeMember(row, people.get(row.user_id))) };
  },
});
