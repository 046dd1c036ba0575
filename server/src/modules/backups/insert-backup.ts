import type { Work } from "../../framework/context.ts";
import { enqueue } from "../../framework/jobs/jobs.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { backupColumns, type StoredBackup } from "./describe-backup.ts";
import { makeBackup } from "./make-backup.job.ts";

/** The row and the job that fills it, in one transaction. */
export async function insertBackup(ctx: Pick<Work, "newId" | "at">, db: Db): Promise<StoredBackup> {
  const [row] = await db.query<StoredBackup>(
    `insert into backups (id, state, asked_at) values ($1, 'waiting', $2) returning ${backupColumns}`,
    [ctx.newId("bak"), ctx.at],
  );
  await enqueueForDeployment(db, row!.id, ctx.at);
  return row!;
}

/** A job of nobody's, though an operator asked: it works across tenants. */
const enqueueForDeployment = (db: Db, id: string, at: Date) =>
  enqueue({ ...db, scope: {} }, makeBackup, { backup_id: id }, at);
