import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeUsers } from "../users/public.ts";
import { roleAssignments } from "./tables.ts";

export const assignmentOutput = z.object({
  id: z.string(),
  custom_role_id: z.string(),
  user_id: z.string(),
  name: z.string().nullable().describe("The member's; none of someone who is being erased."),
  workspace_id: z.string().nullable().describe("The only workspace it counts in. Null: everywhere."),
  created_at: timeOutput,
});

export const listRoleAssignments = endpoint({
  method: "GET",
  path: "/role-assignments",
  summary: "List who has which role of the organization's own.",
  scope: "organization",
  permission: "members.read",
  purpose: "account",
  input: z.strictObject({
    ...pageInput,
    custom_role_id: z.string().optional().describe("Only who has this one."),
    user_id: z.string().optional().describe("Only what this member has."),
  }),
  output: pageOf(assignmentOutput),
  async run(ctx, { limit, cursor, custom_role_id, user_id }) {
    const rows = await ctx.db
      .of(roleAssignments)
      .selectFrom("role_assignments")
      .selectAll()
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", ">", readCursor(cursor) ?? "")
      .$if(custom_role_id !== undefined, (query) => query.where("custom_role_id", "=", custom_role_id!))
      .$if(user_id !== undefined, (query) => query.where("user_id", "=", user_id!))
      .orderBy("id")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const people = await describeUsers(
      ctx,
      page.data.map((row) => row.user_id),
    );
    return { ...page, data: page.data.map((row) => ({ ...row, name: people.get(row.user_id)?.name ?? null })) };
  },
});
