import type { Sealed } from "../../framework/columns.ts";
import type { Context, Work } from "../../framework/context.ts";
import { lookup, proveScope } from "../../framework/database/tenant.ts";
import { dropMails } from "../mail/public.ts";
import { hashToken } from "../sessions/public.ts";
import { users } from "../users/public.ts";
import { addMember } from "./add-member.ts";
import { memberErrors } from "./errors.ts";
import { requireAge } from "./require-age.ts";
import { invitations, type RoleName } from "./tables.ts";

type StoredInvitation = { organization_id: string; id: string; email: Sealed<string>; role: RoleName };

const invitationByToken = lookup<[Buffer, Date], StoredInvitation>(
  "invitation_by_token",
  "select organization_id, id, email, role from invitations where token_hash = $1 and expires_at > $2",
);

export type Invitation = { organizationId: string; id: string; email: string; role: RoleName };

/**
 * The invitation a link stands for, with the address it was sent to.
 * @throws Refusal `members.invitation_spent`
 */
export async function findInvitation(ctx: Work, token: string): Promise<Invitation> {
  const [row] = await ctx.lookup(invitationByToken, hashToken(token), ctx.at);
  const keys = row && (await ctx.keys.many("organization", [row.organization_id], "account"));
  const key = row && keys?.get(row.organization_id);
  if (!key) throw memberErrors.invitation_spent();
  const { organization_id, id, email, role } = ctx.open(invitations, key, row);
  return { organizationId: organization_id, id, email, role };
}

/**
 * Makes whoever acts a member, as the invitation says, and goes on inside the organization. Works once.
 * @returns the organization's id
 * @throws Refusal `members.invitation_spent`, `members.invitation_for_another`, `members.already_member`, `members.age_needed`, `users.too_young`
 */
export async function acceptInvitation(ctx: Context, token: string, birthDate?: string): Promise<string> {
  const invitation = await findInvitation(ctx, token);
  if ((await readOwnEmail(ctx)) !== invitation.email) throw memberErrors.invitation_for_another();
  await ctx.become({ organizationId: invitation.organizationId });
  const { organizationId } = proveScope({ organizationId: invitation.organizationId });
  await spend(ctx, invitation);
  await dropMails(ctx, invitation.email);
  const values = [invitation.organizationId, ctx.scope.userId];
  const known = await ctx.db.query("select 1 from memberships where organization_id = $1 and user_id = $2", values);
  if (known.length > 0) throw memberErrors.already_member();
  await requireAge(ctx, invitation.organizationId, birthDate);
  await addMember(ctx, organizationId!, invitation.role);
  return invitation.organizationId;
}

/** Of two who accept at once, one finds it gone. */
async function spend(ctx: Context, { organizationId, id }: Invitation): Promise<void> {
  const sql = "delete from invitations where organization_id = $1 and id = $2 returning id";
  if ((await ctx.db.query(sql, [organizationId, id])).length === 0) throw memberErrors.invitation_spent();
}

/** Read in this transaction: the account may have been made in it. */
async function readOwnEmail(ctx: Context): Promise<string> {
  const id = ctx.scope.userId!;
  const query = ctx.db.of(users).selectFrom("users").select(["id", "email"]).where("id", "=", id);
  const key = await ctx.keys.of({ kind: "user", id }, "account");
  return ctx.open(users, key, await query.executeTakeFirstOrThrow()).email;
}
