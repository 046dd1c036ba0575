import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { amountsPort } from "../../privacy/public.ts";
import { backupToolsPort } from "./public.ts";
import { takeDailyBackup } from "./take-daily-backup.job.ts";

const nextBackup = lookup<[string], { next_at: Date }>(
  "backup_schedule",
  "select next_at from job_schedules where name = $1",
);

export const getBackupPlan = endpoint({
  method: "GET",
  path: "/operator/backup-plan",
  summary: "Where backups go, how often, and how many are kept.",
  description: "Set by the environment of the process that takes them; see the guide on running Avow.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    folder: z.string().nullable().describe("Nothing where this process takes no backups."),
    keep: z.int().nullable(),
    max_age_days: z.int(),
    recipients: z.int().nullable().describe("Who can open a backup besides the deployment itself."),
    next_at: timeOutput.nullable().describe("Nothing where backups are only taken by hand."),
  }),
  async run(ctx) {
    const tools = ctx.port(backupToolsPort);
    const [schedule] = tools?.isScheduled ? await ctx.lookup(nextBackup, takeDailyBackup.name) : [];
    return {
      folder: tools?.folder ?? null,
      keep: tools?.keep ?? null,
      max_age_days: (await ctx.port(amountsPort)())("backup.max_age_days"),
      recipients: tools?.recipients ?? null,
      next_at: schedule?.next_at ?? null,
    };
  },
});
