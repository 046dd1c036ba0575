import { approvalRequested, approvals } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { on } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";
import { linkApproval } from "./link-approval.ts";

/**
 * Whoever may say yes is told that something waits, without a word of what it is. Each gets a link of their own; where no mail is
 * sent it would lie where the operator reads it, and so leads to the list, behind a sign-in.
 */
export const onApprovalRequested = on("approvals.tell", approvalRequested, {
  purpose: "account",
  async run(ctx, { approval_id }) {
    const told = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin', 'approver') order by user_id",
      [ctx.db.scope.organizationId],
    );
    const linkFor = await openLinks(ctx, approval_id);
    for (const { user_id: userId } of told)
      await sendMail(ctx, { to: { userId }, template: "approval_waiting", filling: { link: linkFor(userId) } });
  },
});

async function openLinks(
  { db, scope, deployment, keyring, clock }: Work,
  id: string,
): Promise<(userId: string) => string> {
  const list = () => `${deployment.origin}/approvals`;
  const { organizationId, workspaceId } = scope;
  const row = await db
    .of(approvals)
    .selectFrom("approvals")
    .select(["hash", "expires_at"])
    .where("workspace_id", "=", workspaceId!)
    .where("id", "=", id)
    .where("state", "=", "pending")
    .executeTakeFirst();
  if (!row || deployment.smtpUrl === undefined) return list;
  const about = { organizationId: organizationId!, workspaceId: workspaceId!, approvalId: id };
  const bound = { ...about, hash: row.hash.toString("hex"), expiresAt: row.expires_at };
  return (userId) => `${deployment.origin}/approve#token=${linkApproval(keyring, clock.now(), { ...bound, userId })}`;
}
