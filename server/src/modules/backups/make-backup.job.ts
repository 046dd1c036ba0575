import * as z from "zod";
import { Refusal } from "../../framework/errors.ts";
import { job, type JobContext } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { backupToolsPort } from "./public.ts";

/** One backup, from its row that waits. A worker that dies over it leaves it to the next, which begins anew. */
export const makeBackup = job({
  name: "backups.make",
  data: z.object({ backup_id: z.string() }),
  purpose: "account",
  long: true,
  ordered: true,
  attemptsMax: 3,
  async run(ctx, { backup_id }) {
    await note(ctx, "update backups set state = 'running' where id = $1", [backup_id]);
    const tools = ctx.port(backupToolsPort);
    try {
      if (!tools) throw new Error("this process takes no backups");
      const { file, bytes, rows, files, filesMissing, sha256, durationMs } = await tools.take();
      await note(
        ctx,
        "update backups set state = 'taken', file = $2, bytes = $3, rows = $4, sha256 = $5, duration_ms = $6, ended_at = $7, files = $8, files_missing = $9 where id = $1",
        [backup_id, file, bytes, rows, sha256, durationMs, ctx.clock.now(), files, filesMissing],
      );
    } catch (error) {
      if (ctx.signal.aborted) throw error; // another worker has it now
      const values = [backup_id, codeOf(error), ctx.clock.now()];
      await note(ctx, "update backups set state = 'failed', refusal = $2, ended_at = $3 where id = $1", values);
      ctx.log.error({ err: error }, "a backup failed");
    }
  },
});

const note = ({ database }: JobContext, sql: string, values: unknown[]) =>
  acrossTenants(database, "note what came of a backup", (db) => db.query(sql, values));

/** The code of a refusal; anything else is a bug, told in the log. */
export const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : "failed");
