import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { event } from "../../framework/events.ts";
import { memberErrors } from "./errors.ts";
import { checkMayGrant, checkOwnerRemains, lockMembers, pickMember } from "./lock-members.ts";
import { memberships } from "./tables.ts";

export const memberRemoved = event(
  "member.removed",
  "Someone is no longer a member of the organization: left, or was removed.",
  z.object({ organization_id: z.string(), user_id: z.string() }),
  { isPublic: true },
);

export const removeMember = endpoint({
  method: "DELETE",
  path: "/members/{user_id}",
  summary: "Remove a member, or leave.",
  description:
    "Counts from the member's next request; their API keys of this organization stop working with it. Anyone may leave; removing somebody else needs `members.write`. Their account and what belongs to them stays theirs.",
  scope: "organization",
  permission: "members.read",
  alsoNeeds: ({ user_id }, principal) => (user_id === principal.id ? [] : ["members.write"]),
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ user_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [memberErrors.above_own_role, memberErrors.last_owner],
  audit: { action: "member.removed", target: (_, { user_id }) => user_id },
  async run(ctx, { user_id }) {
    const members = await lockMembers(ctx);
    const member = pickMember(members, user_id);
    if (user_id !== ctx.scope.userId) checkMayGrant(ctx, members, member.role);
    checkOwnerRemains(members, member);
    const { organizationId } = ctx.scope;
    await ctx.db
      .of(memberships)
      .deleteFrom("memberships")
      .where("organization_id", "=", organizationId)
      .where("user_id", "=", user_id)
      .execute();
    await ctx.emit(memberRemoved, { organization_id: organizationId, user_id });
    return {};
  },
});
