import type { Work } from "../../framework/context.ts";
import { lockLedger } from "./lock-wallet.ts";
import { nextRenewal } from "./period.ts";
import { type LedgerName, ledgerNames } from "./tables.ts";

type Own = { widgetId: string; ceiling: number };

/**
 * Has the ledger hold what a widget says its answers may cost in a day, in UTC. Whoever calls holds the widget.
 * @returns what was spent of it in this day
 */
export async function keepWidgetBudget(step: Work, ledger: LedgerName, { widgetId, ceiling }: Own): Promise<number> {
  const { organizationId } = step.scope;
  const at = step.clock.now();
  const [known] = await step.db.query<{ ceiling: number; spent: number }>(
    `select ceiling, case when renews_at <= $4 then 0 else spent end as spent from budgets
     where organization_id = $1 and ledger = $2 and subject = 'widget' and subject_id = $3`,
    [organizationId, ledger, widgetId, at],
  );
  if (known) {
    if (known.ceiling !== ceiling) await changeWidgetBudget(step, { widgetId, ceiling });
    return known.spent;
  }
  await lockLedger(step.db, ledger);
  await step.db.query(
    `insert into budgets (organization_id, id, ledger, subject, subject_id, ceiling, period, time_zone, alerts, renews_at, alerted,
       spent, held, created_at, version) values ($1, $2, $3, 'widget', $4, $5, 'daily', 'UTC', '[]', $6, 0, 0, 0, $7, 1)`,
    [organizationId, step.newId("bdg"), ledger, widgetId, ceiling, nextRenewal("daily", "UTC", at), at],
  );
  return 0;
}

/** From now on it is another; what is spent stays spent. */
export async function changeWidgetBudget(step: Work, { widgetId, ceiling }: Own): Promise<void> {
  for (const ledger of ledgerNames) await lockLedger(step.db, ledger);
  await step.db.query(
    "update budgets set ceiling = $3 where organization_id = $1 and subject = 'widget' and subject_id = $2",
    [step.scope.organizationId, widgetId, ceiling],
  );
}

/** The widget is gone. What runs is charged to the wallet as before. */
export async function dropWidgetBudget(step: Work, widgetId: string): Promise<void> {
  for (const ledger of ledgerNames) await lockLedger(step.db, ledger);
  await step.db.query("delete from budgets where organization_id = $1 and subject = 'widget' and subject_id = $2", [
    step.scope.organizationId,
    widgetId,
  ]);
}
