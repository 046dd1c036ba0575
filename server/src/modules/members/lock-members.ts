import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { memberErrors } from "./errors.ts";
import { scopesOf } from "./decide-by-role.ts";
import { mayGrant } from "./describe-roles.ts";
import { memberships, type RoleName } from "./tables.ts";

/**
 * The organization's members by user id, none of them changing until the transaction ends: two owners who
 * remove each other at once leave one.
 */
export async function lockMembers(ctx: Work<"organization">) {
  const { organizationId } = ctx.scope;
  await ctx.db.query("select 1 from organizations where organization_id = $1 for no key update", [organizationId]);
  const query = ctx.db.of(memberships).selectFrom("memberships").selectAll();
  const rows = await query.where("organization_id", "=", organizationId).execute();
  return new Map(rows.map((row) => [row.user_id, row]));
}
export type Members = Awaited<ReturnType<typeof lockMembers>>;

/** @throws Refusal `request.not_found` */
export function pickMember(members: Members, userId: string) {
  const found = members.get(userId);
  if (!found) throw requestErrors.not_found();
  return found;
}

/** @throws Refusal `members.above_own_role` unless whoever acts may give each of these roles */
export function checkMayGrant(ctx: Work<"organization">, members: Members, ...roles: RoleName[]): void {
  const { role } = pickMember(members, ctx.scope.userId);
  const scopes = scopesOf(ctx.principal);
  if (!roles.every((asked) => mayGrant({ role, scopes }, asked))) throw memberErrors.above_own_role();
}

/** @throws Refusal `members.last_owner` where nobody else is owner */
export function checkOwnerRemains(members: Members, leaving: { user_id: string; role: RoleName }): void {
  const isOtherOwner = (row: { user_id: string; role: RoleName }) =>
    row.role === "owner" && row.user_id !== leaving.user_id;
  if (leaving.role === "owner" && ![...members.values()].some(isOtherOwner)) throw memberErrors.last_owner();
}
