import type pg from "pg";
import { dayMs } from "../../framework/clock.ts";
import { listBackups } from "../backup/list-backups.ts";
import type { Settings } from "../settings.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

const backupAgeMax = 2;
const drillAgeMax = 35;
const daysSince = (then: Date, at: Date) => Math.floor((at.getTime() - then.getTime()) / dayMs);

/** There is a backup, it is young, and one was restored lately. @param client as the role that is shown all rows */
export async function checkBackups(client: pg.Client, { backups, dataFolder }: Settings, at: Date): Promise<Finding[]> {
  const folder = backups.folder ?? `${dataFolder}-backups`;
  return [judgeAge(listBackups(folder)[0]?.takenAt, folder, at), await checkDrill(client, at)];
}

function judgeAge(newest: Date | undefined, folder: string, at: Date): Finding {
  const take = "npx avow backup takes one now; a worker takes one every night while AVOW_BACKUP_DIR is not off.";
  if (!newest) return bad("backup", `There is none in ${folder}.`, take);
  const days = daysSince(newest, at);
  if (days > backupAgeMax) return bad("backup", `The newest is ${days} days old.`, take);
  return good("backup", `The newest is of ${newest.toISOString()}.`);
}

async function checkDrill(client: pg.Client, at: Date): Promise<Finding> {
  const drill = "npx avow backup drill does one now; a worker does one every week.";
  const { rows } = await client.query<{ drill_state: string; drilled_at: Date; drill_refusal: string | null }>(
    "select drill_state, drilled_at, drill_refusal from backups where drilled_at is not null order by drilled_at desc limit 1",
  );
  const [last] = rows;
  if (!last) return warning("restore drill", "No backup was ever restored in a drill.", drill);
  if (last.drill_state === "failed")
    return bad(
      "restore drill",
      `The last one failed: ${last.drill_refusal ?? "failed"}.`,
      `See the log, take a new backup, drill again. ${drill}`,
    );
  const days = daysSince(last.drilled_at, at);
  if (days > drillAgeMax) return warning("restore drill", `The last one was ${days} days ago.`, drill);
  return good("restore drill", `The last one passed on ${last.drilled_at.toISOString()}.`);
}
