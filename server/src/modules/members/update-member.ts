import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { event } from "../../framework/events.ts";
import { forgetProofs } from "../sessions/public.ts";
import { describeUsers } from "../users/public.ts";
import { describeMember, memberOutput } from "./describe-member.ts";
import { memberErrors } from "./errors.ts";
import { checkMayGrant, checkOwnerRemains, lockMembers, pickMember } from "./lock-members.ts";
import { memberships, roleNames } from "./tables.ts";

export const roleChanged = event(
  "member.role_changed",
  "A member has another role from now on.",
  z.object({ organization_id: z.string(), user_id: z.string(), role: z.enum(roleNames) }),
  { isPublic: true },
);

export const updateMember = endpoint({
  method: "PATCH",
  path: "/members/{user_id}",
  summary: "Give a member another role.",
  description: "Counts from the member's next request. Neither the old nor the new role may do more than yours.",
  scope: "organization",
  permission: "members.write",
  stepUpFor: ({ role }) => role === "owner",
  purpose: "account",
  input: z.strictObject({ user_id: z.string(), role: z.enum(roleNames) }),
  output: memberOutput,
  versioned: true,
  refusals: [memberErrors.above_own_role, memberErrors.last_owner],
  audit: { action: "member.updated", target: ({ user_id }) => user_id },
  async load(ctx, { user_id }) {
    const members = await lockMembers(ctx);
    return { ...pickMember(members, user_id), members };
  },
  async run(ctx, { role }, { resource: { members, ...member } }) {
    checkMayGrant(ctx, members, member.role, role);
    if (role !== "owner") checkOwnerRemains(members, member);
    else if (member.role !== "owner") await forgetProofs(ctx, member.user_id);
    const changed = { ...member, role, version: member.version + 1 };
    await ctx.db
      .of(memberships)
      .updateTable("memberships")
      .set({ role, version: changed.version })
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("user_id", "=", member.user_id)
      .execute();
    const { organization_id, user_id } = member;
    if (role !== member.role) await ctx.emit(roleChanged, { organization_id, user_id, role });
    return describeMember(changed, (await describeUsers(ctx, [user_id])).get(user_id));
  },
});
