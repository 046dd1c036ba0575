import * as z from "zod";
import { lockLedger, nextRenewal } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { budgetColumns, budgetFields, budgetOutput, type BudgetRow, presentBudget } from "./present-budget.ts";
import { loadBudget } from "./load-budget.ts";

export const updateBudget = endpoint({
  method: "PATCH",
  path: "/budgets/{budget_id}",
  summary: "Change a ceiling, its period or what is told of.",
  description: "What is spent stays spent: a ceiling below it lets nothing more through in this period.",
  scope: "organization",
  permission: "budgets.write",
  purpose: "billing",
  versioned: true,
  input: z.strictObject({
    budget_id: z.string(),
    ceiling: budgetFields.ceiling.optional(),
    period: budgetFields.period.optional(),
    time_zone: budgetFields.time_zone.unwrap().optional(),
    alerts: budgetFields.alerts.unwrap().optional(),
  }),
  output: budgetOutput,
  audit: { action: "budget.changed", target: ({ id }) => id },
  load: ({ db }, { budget_id }) => loadBudget(db, budget_id),
  attributes: ({ ceiling }, resource) => ({ amount: ceiling ?? resource.ceiling }),
  async run({ db, scope, at }, { budget_id, ...changed }, { resource }) {
    await lockLedger(db, resource.ledger);
    const ceiling = changed.ceiling ?? resource.ceiling;
    const period = changed.period ?? resource.period;
    const time_zone = changed.time_zone ?? resource.time_zone;
    const alerts = changed.alerts ?? resource.alerts;
    const isSamePeriod = period === resource.period && time_zone === resource.time_zone;
    const renewsAt = isSamePeriod ? resource.renews_at : nextRenewal(period, time_zone, at);
    const [row] = await db.query<BudgetRow>(
      `update budgets set ceiling = $3, period = $4, time_zone = $5, alerts = $6, renews_at = $7, alerted = 0,
         version = version + 1 where organization_id = $1 and id = $2 returning ${budgetColumns}`,
      [scope.organizationId, budget_id, ceiling, period, time_zone, JSON.stringify(alerts), renewsAt],
    );
    return presentBudget(row!, at);
  },
});
