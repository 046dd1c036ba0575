import * as z from "zod";
import { later, minuteMs, secondMs } from "../../../framework/clock.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { advanceRun } from "./advance-run.job.ts";

const wokenMost = 500;
/** Nobody has looked at it for so long, and nobody is going to. */
const idleMs = 2 * minuteMs;

type Found = { organization_id: string; workspace_id: string; user_id: string; id: string };

/** What a run waits for has ended, or nobody works on it although it waits for nobody. */
const overlookedSql = `
  select r.organization_id, r.workspace_id, r.user_id, r.id from runs r
  where r.ended_at is null and (r.holder is null or r.held_until <= $1) and (
    (r.state in ('queued', 'running') and coalesce(r.held_until, r.started_at, r.created_at) <= $2
      and not exists (select from jobs j where j.queue = 'runs.advance' and j.lane = r.workspace_id and j.state <> 'dead' and j.data ->> 'run_id' = r.id))
    or (r.state = 'awaiting_approval' and exists (select from run_steps s
      left join approvals a on a.workspace_id = s.workspace_id and a.id = s.approval_id
      where s.workspace_id = r.workspace_id and s.run_id = r.id and s.state = 'asking' and s.approval_id is not null
        and (a.id is null or a.state <> 'pending')))
    or (r.state like 'awaiting%' and exists (select from tool_calls c
      left join deliveries d on c.state = 'awaiting_delivery' and d.id = c.delivery_id
      left join runs k on c.state = 'awaiting_run' and k.workspace_id = c.workspace_id and k.id = c.child_run_id
      left join approvals a on c.state = 'awaiting_approval' and a.workspace_id = c.workspace_id and a.id = c.approval_id
      where c.workspace_id = r.workspace_id and c.run_id = r.id and c.ended_at is null and (
        (c.state = 'awaiting_delivery' and (d.id is null or d.ended_at is not null))
        or (c.state = 'awaiting_run' and (k.id is null or k.ended_at is not null))
        or (c.state = 'awaiting_approval' and (a.id is null or a.state <> 'pending'))))))
  limit $3`;

/** Whoever ends what a run waits for wakes it; this finds what was missed because somebody died in between. */
export const watchRuns = job({
  name: "runs.watch",
  data: z.object({}),
  purpose: "converse",
  everyMs: 5 * secondMs,
  async run({ database, clock, inScope }) {
    const at = clock.now();
    const found = await acrossTenants(database, "find runs that were overlooked", (db) =>
      db.query<Found>(overlookedSql, [at, later(at, -idleMs), wokenMost]),
    );
    for (const { organization_id, workspace_id, user_id, id } of found) {
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId: user_id });
      await inScope(async (step) => {
        await step.db.query("update runs set woken = woken + 1 where workspace_id = $1 and id = $2", [
          workspace_id,
          id,
        ]);
        await step.enqueue(advanceRun, { run_id: id });
      }, scope);
    }
  },
});
