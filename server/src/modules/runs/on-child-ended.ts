import { on } from "../../framework/events.ts";
import { runEnded } from "./machine/end-run.ts";
import { wakeRun } from "./wake-run.ts";

const parentSql = `select c.run_id, c.user_id from runs r join tool_calls c on c.workspace_id = r.workspace_id and c.id = r.parent_call_id
  where r.workspace_id = $1 and r.id = $2`;

/** The run that began it goes on. */
export const onChildEnded = on("runs.child_ended", runEnded, {
  purpose: "converse",
  async run(ctx, { run_id }) {
    const asked = [ctx.scope.workspaceId, run_id];
    const [parent] = await ctx.db.query<{ run_id: string; user_id: string }>(parentSql, asked);
    if (parent) await wakeRun(ctx, { runId: parent.run_id, userId: parent.user_id });
  },
});
