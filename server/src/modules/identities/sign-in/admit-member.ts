import type { Context } from "../../../framework/context.ts";
import { proveScope } from "../../../framework/tenant.ts";
import { addMember, roleChanged, type RoleName } from "../../members/public.ts";
import type { SignInProvider } from "./find-sign-in-provider.ts";
import type { Proven } from "./return-from-provider.ts";

/**
 * Makes the user of the scope a member where the provider does that, and gives a member the role of their groups. An
 * owner stays one, whatever a provider says. Only a provider that speaks for the address gets this far.
 */
export async function admitMember(ctx: Context, { organization }: SignInProvider, proven: Proven): Promise<void> {
  if (!organization || !proven.isSpokenFor) return;
  const userId = ctx.db.scope.userId!;
  await ctx.become({ organizationId: organization.id });
  const sql = "select role from memberships where organization_id = $1 and user_id = $2 for no key update";
  const [member] = await ctx.db.query<{ role: RoleName }>(sql, [organization.id, userId]);
  const mapped = organization.groupRoles.find(({ group }) => proven.groups.includes(group))?.role;
  if (!member) {
    if (!organization.addsMembers) return;
    await addMember(
      ctx,
      proveScope({ organizationId: organization.id }).organizationId!,
      mapped ?? organization.defaultRole,
    );
    return;
  }
  if (!mapped || member.role === "owner" || member.role === mapped) return;
  const change = "update memberships set role = $3, version = version + 1 where organization_id = $1 and user_id = $2";
  await ctx.db.query(change, [organization.id, userId, mapped]);
  await ctx.emit(roleChanged, { organization_id: organization.id, user_id: userId, role: mapped });
}
