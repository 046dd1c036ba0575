import type { Work } from "../../framework/context.ts";
import { enqueue } from "../../framework/jobs/jobs.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { backupColumns, type StoredBackup } from "./describe-backup.ts";
import { drillBackup } from "./drill-backup.job.ts";

export async function startDrill(ctx: Pick<Work, "at">, db: Db, id: string): Promise<StoredBackup> {
  const [row] = await db.query<StoredBackup>(
    `update backups set drill_state = 'waiting', drill_refusal = null, drill_ms = null where id = $1 returning ${backupColumns}`,
    [id],
  );
  await enqueue({ ...db, scope: {} }, drillBackup, { backup_id: id }, ctx.at);
  return row!;
}
