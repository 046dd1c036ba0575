import * as z from "zod";
import { job, type JobContext } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { codeOf } from "./make-backup.job.ts";
import { backupToolsPort } from "./public.ts";

export const drillBackup = job({
  name: "backups.drill",
  data: z.object({ backup_id: z.string() }),
  purpose: "account",
  long: true,
  ordered: true,
  attemptsMax: 3,
  async run(ctx, { backup_id }) {
    const sql = "update backups set drill_state = 'running' where id = $1 and state = 'taken' returning file";
    const [row] = await note<{ file: string }>(ctx, sql, [backup_id]);
    if (!row) return; // it has aged out
    const tools = ctx.port(backupToolsPort);
    try {
      if (!tools) throw new Error("this process takes no backups");
      const { durationMs } = await tools.drill(row.file);
      const values = [backup_id, durationMs, ctx.clock.now()];
      await note(
        ctx,
        "update backups set drill_state = 'passed', drill_ms = $2, drilled_at = $3 where id = $1",
        values,
      );
    } catch (error) {
      if (ctx.signal.aborted) throw error; // another worker has it now
      const values = [backup_id, codeOf(error), ctx.clock.now()];
      await note(
        ctx,
        "update backups set drill_state = 'failed', drill_refusal = $2, drilled_at = $3 where id = $1",
        values,
      );
      ctx.log.error({ err: error }, "a restore drill failed");
    }
  },
});

const note = <R extends Record<string, unknown>>({ database }: JobContext, sql: string, values: unknown[]) =>
  acrossTenants(database, "note what came of a restore drill", (db) => db.query<R>(sql, values));
