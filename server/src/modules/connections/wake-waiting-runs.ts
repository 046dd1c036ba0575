import type { Work } from "../../framework/context.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { wakeRun } from "../runs/public.ts";

type Waiting = { run_id: string; user_id: string };

/** Runs that wait for what begins so go on: the person's own, or for the workspace's account everybody's. */
export async function wakeWaitingRuns(work: Work, { need, userId }: { need: string; userId: string | null }) {
  const waiting = await acrossTenants(work.database, "wake runs that wait for a connection", (db) =>
    db.query<Waiting>(
      `select distinct r.id as run_id, r.user_id from tool_calls c join runs r on r.workspace_id = c.workspace_id and r.id = c.run_id
       where r.workspace_id = $1 and r.ended_at is null and c.state = 'awaiting_connection' and starts_with(c.verdict, $2)
         and ($3::text is null or r.user_id = $3) limit 500`,
      [work.scope.workspaceId, `connection:${need}`, userId],
    ),
  );
  for (const { run_id, user_id } of waiting) await wakeRun(work, { runId: run_id, userId: user_id });
}
