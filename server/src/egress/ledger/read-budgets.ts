import type { Work } from "../../framework/context.ts";
import type { budgetPeriods, countedSubjects, LedgerName } from "./tables.ts";

export type BindingBudget = {
  id: string;
  subject: (typeof countedSubjects)[number];
  ceiling: number;
  period: (typeof budgetPeriods)[number];
  /** What was neither spent in this period nor is set aside for calls that run. */
  left: number;
  renews_at: Date | null;
};

type Whose = {
  ledger: LedgerName;
  agentId?: string | undefined;
  apiKeyId?: string | undefined;
  widgetId?: string | undefined;
};

/** Every budget that counts where the person of this work spends so, as it stands: those that `reserve` asks. */
export function readBudgets(work: Work, { ledger, agentId, apiKeyId, widgetId }: Whose): Promise<BindingBudget[]> {
  const { organizationId, workspaceId, userId } = work.scope;
  const subjects = [organizationId, workspaceId, userId, agentId, apiKeyId, widgetId].filter((id) => id !== undefined);
  // A period that is over by now has nothing spent in it, though nobody has looked yet.
  return work.db.query<BindingBudget>(
    `select id, subject, ceiling, period, case when renews_at <= $4 then null else renews_at end as renews_at,
       greatest(0, ceiling - held - case when renews_at <= $4 then 0 else spent end)::bigint as left
     from budgets where organization_id = $1 and ledger = $2 and subject_id = any($3)
     order by array_position(array['widget', 'agent', 'api_key', 'user', 'workspace', 'organization'], subject), id`,
    [organizationId, ledger, subjects, work.clock.now()],
  );
}
