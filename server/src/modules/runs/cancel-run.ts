import { askToStop } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { announceRun, runsChannel } from "./announce-run.ts";
import { findRun } from "./find-run.ts";
import { endRun } from "./machine/end-run.ts";

/**
 * Ends a run of this work's person, in its transaction. One that nobody works on is over at once; the one under way is told,
 * and with it the runs it began.
 */
export async function cancelRun(work: Work, id: string): Promise<void> {
  const { workspaceId } = work.scope;
  const [found] = await work.db.query<{ id: string; ended_at: Date | null; is_held: boolean }>(
    `update runs set cancel_asked_at = coalesce(cancel_asked_at, $3) where workspace_id = $1 and id = $2
     returning id, ended_at, holder is not null and held_until > $3 as is_held`,
    [workspaceId, id, work.clock.now()],
  );
  if (!found || found.ended_at) return;
  const asking = await work.db.query<{ generation_id: string }>(
    "select generation_id from run_steps where workspace_id = $1 and run_id = $2 and state = 'asking'",
    [workspaceId, id],
  );
  for (const { generation_id } of asking) await askToStop(work.db, generation_id, work.clock.now());
  const children = await work.db.query<{ child_run_id: string }>(
    "select child_run_id from tool_calls where workspace_id = $1 and run_id = $2 and state = 'awaiting_run'",
    [workspaceId, id],
  );
  for (const { child_run_id } of children) await cancelRun(work, child_run_id);
  await voidApprovals(work, id);
  if (found.is_held) await work.db.query("select pg_notify($1, $2)", [runsChannel, `${id} cancel`]);
  else await endRun(work, await findRun(work, id), { state: "canceled" });
  await announceRun(work.db, id);
}

/** Nobody has to decide any more about what a run waited for. */
export async function voidApprovals(work: Work, runId: string): Promise<void> {
  await work.db.query(
    `update approvals set state = 'void', ended_at = $3 where workspace_id = $1 and state = 'pending'
       and subject in (select id from tool_calls where workspace_id = $1 and run_id = $2)`,
    [work.scope.workspaceId, runId, work.clock.now()],
  );
}
