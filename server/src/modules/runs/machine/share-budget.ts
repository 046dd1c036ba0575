import type { Work } from "../../../framework/context.ts";
import type { CallRow, OpenRun } from "../find-run.ts";

const openSql = `select
    (select coalesce(sum(greatest(0, coalesce(r.budget_micros, 0))), 0)::bigint from tool_calls c
       join runs r on r.workspace_id = c.workspace_id and r.id = c.child_run_id
       where c.workspace_id = $1 and c.step_id = $2 and c.ended_at is null) as given,
    (select count(*)::int from tool_calls c
       where c.workspace_id = $1 and c.step_id = $2 and c.tool = $3 and c.ended_at is null and c.child_run_id is null) as waiting`;

/**
 * What a run that this call begins may spend: agents that are asked in the same step work at the same time, and together they have
 * no more than what is left. In a transaction that holds the run, so that each sees what those before it were given.
 */
export async function shareBudget(step: Work, run: OpenRun, { step_id, tool }: CallRow): Promise<number | null> {
  const { workspace_id, id, budget_micros } = run;
  if (budget_micros === null) return null;
  const [now] = await step.db.query<{ cost_micros: number }>(
    "select cost_micros from runs where workspace_id = $1 and id = $2",
    [workspace_id, id],
  );
  const [open] = await step.db.query<{ given: number; waiting: number }>(openSql, [workspace_id, step_id, tool]);
  const left = Math.max(0, budget_micros - now!.cost_micros - open!.given);
  return Math.floor(left / Math.max(1, open!.waiting));
}
