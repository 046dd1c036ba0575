import { approvalEnded } from "../../../egress/public.ts";
import { on } from "../../../framework/events.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { wakeRun } from "../wake-run.ts";

const callSql = "select run_id, user_id from tool_calls where workspace_id = $1 and id = $2";
/** What the guardrail asked about may have been asked by several runs in the same words. */
const stepsSql = `select s.run_id, s.user_id from runs r join run_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id
  where r.workspace_id = $1 and r.ended_at is null and r.state in ('running', 'awaiting_approval') and s.approval_id = $2 and s.state = 'asking'`;
const purpose = "find the runs that wait for an approval";

/** A run that waits for a yes goes on, whatever was said. Whoever decided need not be whom it is for. */
export const onApprovalEnded = on("runs.approval_ended", approvalEnded, {
  purpose: "converse",
  async run(ctx, { approval_id, kind, subject }) {
    const isCall = subject.startsWith("tcl_");
    if (!isCall && kind !== "guardrail") return;
    const [sql, id] = isCall ? [callSql, subject] : [stepsSql, approval_id];
    const found = await acrossTenants(ctx.database, purpose, (db) =>
      db.query<{ run_id: string; user_id: string }>(sql, [ctx.scope.workspaceId, id]),
    );
    for (const one of found) await wakeRun(ctx, { runId: one.run_id, userId: one.user_id });
  },
});
