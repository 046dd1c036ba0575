import * as z from "zod";
import type { Context, Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import type { OrganizationId } from "../../framework/database/tenant.ts";
import { knowMember } from "../guardrails/public.ts";
import { users } from "../users/public.ts";
import { memberships, type RoleName } from "./tables.ts";

export const memberJoined = event(
  "member.joined",
  "Someone became a member of the organization.",
  z.object({ organization_id: z.string(), user_id: z.string(), role: z.string() }),
  { isPublic: true },
);

/** Makes whoever acts a member of an organization that this transaction has entered. */
export async function addMember(ctx: Context, organizationId: OrganizationId, role: RoleName): Promise<void> {
  const row = { organization_id: organizationId, user_id: ctx.scope.userId!, role, created_at: ctx.at, version: 1 };
  await ctx.db.of(memberships).insertInto("memberships").values(row).execute();
  await knowMember(ctx, await readOwnName(ctx), [organizationId]);
  await ctx.emit(memberJoined, { organization_id: organizationId, user_id: row.user_id, role });
}

/** The name of whoever acts. Read in this transaction: the account may have been made in it. */
export async function readOwnName(ctx: Work): Promise<string> {
  const id = ctx.scope.userId!;
  const query = ctx.db.of(users).selectFrom("users").select(["id", "name"]).where("id", "=", id);
  const key = await ctx.keys.of({ kind: "user", id }, "account");
  return ctx.open(users, key, await query.executeTakeFirstOrThrow()).name;
}

/** How many organizations the user who acts belongs to. */
export async function countMemberships(ctx: Work<"user">): Promise<number> {
  const sql = "select count(*)::int as count from memberships where user_id = $1";
  const [row] = await ctx.db.query<{ count: number }>(sql, [ctx.scope.userId]);
  return row!.count;
}
