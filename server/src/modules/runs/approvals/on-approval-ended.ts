import { approvalEnded } from "../../../egress/public.ts";
import { on } from "../../../framework/events.ts";
import { acrossTenants } from "../../../framework/tenant.ts";
import { wakeRun } from "../wake-run.ts";

const runSql = "select run_id, user_id from tool_calls where workspace_id = $1 and id = $2";

/** A run that waits for a yes goes on, whatever was said. Whoever decided need not be whom it is for. */
export const onApprovalEnded = on("runs.approval_ended", approvalEnded, {
  purpose: "converse",
  async run(ctx, { subject }) {
    if (!subject.startsWith("tcl_")) return;
    const asked = [ctx.scope.workspaceId, subject];
    const [found] = await acrossTenants(ctx.database, "find the run that waits for an approval", (db) =>
      db.query<{ run_id: string; user_id: string }>(runSql, asked),
    );
    if (found) await wakeRun(ctx, { runId: found.run_id, userId: found.user_id });
  },
});
