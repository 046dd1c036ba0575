import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { describeUsers } from "../users/public.ts";
import { roleErrors } from "./errors.ts";
import { assignmentOutput } from "./list-role-assignments.ts";
import { loadCustomRole } from "./load-custom-role.ts";
import { checkOwnRights } from "./check-own-rights.ts";
import { roleAssignments } from "./tables.ts";

const perMemberMax = 20;

export const giveRole = endpoint({
  method: "POST",
  path: "/role-assignments",
  summary: "Give a member a role of the organization's own.",
  description:
    "In one workspace, or everywhere. It counts from the member's next request, besides their role. You can give no more than you may do yourself.",
  scope: "organization",
  permission: "members.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({
    custom_role_id: z.string(),
    user_id: z.string(),
    workspace_id: z.string().optional().describe("The only workspace it is to count in."),
  }),
  output: assignmentOutput,
  status: 201,
  refusals: [roleErrors.above_own_rights, roleErrors.already_given, roleErrors.limit_reached],
  audit: { action: "custom_role.assigned", target: ({ id }) => id },
  async run(ctx, { custom_role_id, user_id, workspace_id }) {
    await checkOwnRights(ctx, (await loadCustomRole(ctx, custom_role_id)).permissions);
    const organization_id = ctx.scope.organizationId;
    await checkMember(ctx, user_id);
    if (workspace_id !== undefined) await checkWorkspace(ctx, workspace_id);
    const asked = { user_id, custom_role_id, workspace_id: workspace_id ?? null };
    await checkRoom(ctx, asked);
    const made = { created_by: ctx.scope.userId, created_at: ctx.at };
    const row = { organization_id, id: ctx.newId("ras"), ...asked, ...made };
    await ctx.db.of(roleAssignments).insertInto("role_assignments").values(row).execute();
    const name = (await describeUsers(ctx, [user_id])).get(user_id)?.name ?? null;
    return { ...row, name };
  },
});

/** Locks the member's row, so that two givings of the same role are one after the other. @throws Refusal `request.not_found` */
async function checkMember(ctx: Work<"organization">, userId: string): Promise<void> {
  const sql = "select 1 from memberships where organization_id = $1 and user_id = $2 for no key update";
  if ((await ctx.db.query(sql, [ctx.scope.organizationId, userId])).length === 0) throw requestErrors.not_found();
}

/** @throws Refusal `request.not_found` */
async function checkWorkspace(ctx: Work<"organization">, id: string): Promise<void> {
  const sql = "select 1 from workspaces where organization_id = $1 and id = $2 for key share";
  if ((await ctx.db.query(sql, [ctx.scope.organizationId, id])).length === 0) throw requestErrors.not_found();
}

type Asked = { user_id: string; custom_role_id: string; workspace_id: string | null };

/** @throws Refusal `roles.already_given`, `roles.limit_reached` */
async function checkRoom(ctx: Work<"organization">, asked: Asked): Promise<void> {
  const has = await ctx.db
    .of(roleAssignments)
    .selectFrom("role_assignments")
    .select(["custom_role_id", "workspace_id"])
    .where("organization_id", "=", ctx.scope.organizationId)
    .where("user_id", "=", asked.user_id)
    .execute();
  const isSame = (row: Omit<Asked, "user_id">) =>
    row.custom_role_id === asked.custom_role_id && row.workspace_id === asked.workspace_id;
  if (has.some(isSame)) throw roleErrors.already_given();
  if (has.length >= perMemberMax) throw roleErrors.limit_reached({ limit: perMemberMax });
}
