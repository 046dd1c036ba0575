import { budgetReached } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { sendMail } from "../mail/public.ts";

/** Owners and admins are told of each share of a budget that someone chose, once in its period. */
export const onBudgetReached = on("budgets.tell", budgetReached, {
  purpose: "account",
  async run(ctx, { per_cent }) {
    const told = await ctx.db.query<{ user_id: string }>(
      "select user_id from memberships where organization_id = $1 and role in ('owner', 'admin') order by user_id",
      [ctx.db.scope.organizationId],
    );
    const filling = { share: String(per_cent), link: `${ctx.deployment.origin}/wallet/budgets` };
    for (const { user_id: userId } of told)
      await sendMail(ctx, { to: { userId }, template: "budget_reached", filling });
  },
});
