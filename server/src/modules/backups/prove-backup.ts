import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { backupColumns, backupOutput, describeBackup, type StoredBackup } from "./describe-backup.ts";
import { backupsErrors } from "./errors.ts";
import { startDrill } from "./start-drill.ts";

export const proveBackup = endpoint({
  method: "POST",
  path: "/operator/backups/{backup_id}/drill",
  summary: "Restore a backup into a scratch database, to see that it can be.",
  description: "Every table is compared byte for byte, and dropped again. The deployment itself is not touched.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ backup_id: z.string().regex(idPattern) }),
  output: backupOutput,
  status: 202,
  refusals: [backupsErrors.not_taken],
  audit: { action: "backup.drill_asked", target: ({ id }) => id },
  async run(ctx, { backup_id }) {
    const sql = `select ${backupColumns} from backups where id = $1 for update`;
    const [row] = await ctx.db.query<StoredBackup>(sql, [backup_id]);
    if (!row) throw requestErrors.not_found();
    if (row.state !== "taken") throw backupsErrors.not_taken({ state: row.state });
    return describeBackup(await startDrill(ctx, ctx.db, backup_id));
  },
});
