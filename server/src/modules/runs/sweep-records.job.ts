import * as z from "zod";
import type { JobContext } from "../../framework/jobs/jobs.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { amountsPort, durationBy, shift } from "../../privacy/public.ts";

const batchMax = 1000;

/**
 * Removes records of what the tools of a deleted conversation or run sent: to whom, and what is shown of it. The call went
 * with the conversation, at once. What ended so long ago ended before that: none stays longer than the policy in force says.
 */
export const sweepRecords = job({
  name: "runs.sweep_records",
  data: z.object({}),
  purpose: "converse",
  long: true,
  perTenantMax: 1,
  cron: "53 * * * *",
  async run(ctx) {
    const amountOf = await ctx.port(amountsPort)();
    const before = shift(ctx.clock.now(), durationBy("retention.conversation_days", amountOf), -1);
    let removed = 0;
    for (;;) {
      ctx.signal.throwIfAborted();
      const rows = await removeBatch(ctx, before);
      removed += rows;
      if (rows < batchMax) break;
    }
    if (removed > 0) ctx.log.info({ deliveries: removed }, "records of deleted tool calls were removed");
  },
});

const removeBatch = ({ database }: JobContext, before: Date): Promise<number> =>
  acrossTenants(database, "remove records of deleted tool calls", async (db) => {
    const gone = await db.query(
      `delete from deliveries where id = any(array(
         select d.id from deliveries d
         where d.ended_at <= $1 and d.ended_at is not null and starts_with(d.about, 'tcl_') and not exists (
           select from tool_calls c where c.workspace_id = d.workspace_id and c.id = d.about)
         limit ${batchMax}))
       returning 1`,
      [before],
    );
    return gone.length;
  });
