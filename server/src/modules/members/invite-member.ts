import * as z from "zod";
import type { Context, Work } from "../../framework/context.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { newSecret } from "../../framework/ids.ts";
import { port } from "../../framework/ports.ts";
import { sendMail } from "../mail/public.ts";
import { hashToken } from "../sessions/public.ts";
import { describeUsers, emailField, findUserByEmail, indexEmail } from "../users/public.ts";
import { describeInvitation, invitationOutput } from "./describe-invitation.ts";
import { memberErrors } from "./errors.ts";
import { checkMayGrant, lockMembers } from "./lock-members.ts";
import { invitations, type RoleName, roleNames } from "./tables.ts";

/** What the invitation calls the organization; the organizations module fills it. */
export const organizationNamePort = port<(work: Work) => Promise<string>>("members.organization_name");

const lifetimeMs = 7 * dayMs;
/** Members and open invitations together. */
const membersMax = 1000;

export const inviteMember = endpoint({
  method: "POST",
  path: "/invitations",
  summary: "Invite somebody by e-mail.",
  description:
    "The link in the mail works once, within a week. Inviting the same address again sends a new link in place of the old one. Where Avow cannot send mail, the answer carries the `link` to pass on, this once.",
  scope: "organization",
  permission: "invitations.write",
  stepUpFor: ({ role }) => role === "owner",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ email: emailField, role: z.enum(roleNames) }),
  output: invitationOutput.extend({ link: z.string().nullable() }),
  status: 201,
  refusals: [memberErrors.above_own_role, memberErrors.already_member, memberErrors.limit_reached],
  audit: { action: "invitation.sent", target: ({ id }) => id },
  async run(ctx, { email, role }) {
    const members = await lockMembers(ctx);
    checkMayGrant(ctx, members, role);
    const invitedId = await findUserByEmail(ctx, email);
    if (invitedId && members.has(invitedId)) throw memberErrors.already_member();
    const token = newSecret();
    const stored = await storeInvitation(ctx, { email, role, token, others: members.size });
    const link = `${ctx.deployment.origin}/accept-invitation#token=${token}`;
    const organization_name = await ctx.port(organizationNamePort)(ctx);
    const to = invitedId ? { userId: invitedId } : { address: email };
    await sendMail(ctx, { to, template: "invitation", filling: { link, organization_name, role } });
    const people = await describeUsers(ctx, [ctx.scope.userId]);
    const described = await describeInvitation(ctx, stored, people);
    return { ...described, link: ctx.deployment.smtpUrl === undefined ? link : null };
  },
});

type Invited = { email: string; role: RoleName; token: string; others: number };

/** Writes the invitation in place of an older one to the same address. */
async function storeInvitation(ctx: Context<"organization">, { email, role, token, others }: Invited) {
  const { organizationId, userId } = ctx.scope;
  const email_index = indexEmail(ctx.keyring, email);
  const db = ctx.db.of(invitations);
  const inOrganization = db.deleteFrom("invitations").where("organization_id", "=", organizationId);
  await inOrganization.where("email_index", "=", email_index).execute();
  const open = db.selectFrom("invitations").select(db.fn.countAll<number>().as("count"));
  const { count } = await open.where("organization_id", "=", organizationId).executeTakeFirstOrThrow();
  if (others + count >= membersMax) throw memberErrors.limit_reached({ limit: membersMax });

  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
  const whose = { organization_id: organizationId, id: ctx.newId("inv"), invited_by: userId };
  const times = { created_at: ctx.at, expires_at: later(ctx.at, lifetimeMs) };
  const row = ctx.seal(invitations, key, {
    ...whose,
    email,
    email_index,
    role,
    token_hash: hashToken(token),
    ...times,
  });
  await db.insertInto("invitations").values(row).execute();
  return row;
}
