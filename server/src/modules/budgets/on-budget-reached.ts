import { budgetReached } from "../../egress/public.ts";
import { on } from "../../framework/events.ts";
import { writeToAdmins } from "../mail/public.ts";

/** Owners and admins are told of each share of a budget that someone chose, once in its period. */
export const onBudgetReached = on("budgets.tell", budgetReached, {
  purpose: "account",
  async run(ctx, { per_cent }) {
    const filling = { share: String(per_cent), link: `${ctx.deployment.origin}/wallet/budgets` };
    await writeToAdmins(ctx, ctx.db.scope.organizationId!, { template: "budget_reached", filling });
  },
});
