import { approvalRequested } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";

/** Whoever may say yes is told that something waits, without a word of what it is. */
export const onApprovalRequested = on("approvals.tell", approvalRequested, {
  purpose: "account",
  async run(ctx) {
    const told = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin', 'approver') order by user_id",
      [ctx.db.scope.organizationId],
    );
    const filling = { link: `${ctx.deployment.origin}/approvals` };
    for (const { user_id: userId } of told)
      await sendMail(ctx, { to: { userId }, template: "approval_waiting", filling });
  },
});
