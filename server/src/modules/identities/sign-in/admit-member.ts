import type { Context } from "../../../framework/context.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { addMember, isOldEnough, memberRemoved, requireAge, roleChanged, type RoleName } from "../../members/public.ts";
import { type GivenRole, type GroupRole, isCustomRole } from "../tables.ts";
import type { SignInProvider } from "./find-sign-in-provider.ts";
import { giveOwnRole } from "./give-own-role.ts";
import type { Proven } from "./return-from-provider.ts";

type Organization = NonNullable<SignInProvider["organization"]>;

/**
 * Makes the user of the scope a member where the provider does that, and gives a member the role of their groups, or
 * what the provider's setting says where they have none. An owner stays one, whatever a provider says. Only a provider
 * that speaks for the address gets this far. Whoever has not declared to be as old as the organization's policy asks
 * for is not made a member: an invitation asks them.
 */
export async function admitMember(
  ctx: Context,
  { id, organization }: SignInProvider,
  proven: Proven,
  birthDate?: string,
): Promise<void> {
  if (!organization || !proven.isSpokenFor) return;
  const userId = ctx.db.scope.userId!;
  await ctx.become({ organizationId: organization.id });
  const sql = "select role from memberships where organization_id = $1 and user_id = $2 for no key update";
  const [member] = await ctx.db.query<{ role: RoleName }>(sql, [organization.id, userId]);
  if (member?.role === "owner" || (!member && !organization.addsMembers)) return;
  const mapped = organization.groupRoles.find(({ group }) => proven.groups.includes(group))?.role;
  const isOut = !mapped && organization.groupRoles.length > 0 && organization.leftGroups === "remove";
  if (isOut) return member && removeFromOrganization(ctx, organization.id);
  if (!member && birthDate !== undefined) await requireAge(ctx, organization.id, birthDate);
  if (!member && !(await isOldEnough(ctx, organization.id))) return;
  const role = roleFor(organization, mapped, member?.role);
  const { organizationId } = proveScope({ organizationId: organization.id });
  if (!member) await addMember(ctx, organizationId!, role);
  else if (role !== member.role) await changeRole(ctx, organization.id, role);
  await giveOwnRole(ctx, { providerId: id, organizationId: organizationId!, role: mapped });
}

/** Whoever has a role of the organization's own by their group has nothing besides what it gives. */
function roleFor(
  { groupRoles, defaultRole, leftGroups }: Organization,
  mapped: GroupRole["role"] | undefined,
  had: RoleName | undefined,
): RoleName {
  if (mapped) return isCustomRole(mapped) ? "guest" : mapped;
  const fallsBack = groupRoles.length > 0 && leftGroups === "default_role";
  return had && !fallsBack ? had : (defaultRole satisfies GivenRole);
}

async function changeRole(ctx: Context, organizationId: string, role: RoleName): Promise<void> {
  const userId = ctx.db.scope.userId!;
  const change = "update memberships set role = $3, version = version + 1 where organization_id = $1 and user_id = $2";
  await ctx.db.query(change, [organizationId, userId, role]);
  await ctx.emit(roleChanged, { organization_id: organizationId, user_id: userId, role });
}

async function removeFromOrganization(ctx: Context, organizationId: string): Promise<void> {
  const userId = ctx.db.scope.userId!;
  await ctx.db.query("delete from memberships where organization_id = $1 and user_id = $2", [organizationId, userId]);
  await ctx.emit(memberRemoved, { organization_id: organizationId, user_id: userId });
}
