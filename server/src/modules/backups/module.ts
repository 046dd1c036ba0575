import type { Module } from "../../framework/endpoint.ts";
import { copySubjectKeys } from "./copy-subject-keys.job.ts";
import { drillBackup } from "./drill-backup.job.ts";
import { drillNewestBackup } from "./drill-newest-backup.job.ts";
import { backupsErrors } from "./errors.ts";
import { getBackupPlan } from "./get-backup-plan.ts";
import { listBackups } from "./list-backups.ts";
import { makeBackup } from "./make-backup.job.ts";
import { proveBackup } from "./prove-backup.ts";
import { backups } from "./tables.ts";
import { sweepOldBackups } from "./sweep-old-backups.job.ts";
import { takeBackup } from "./take-backup.ts";
import { takeDailyBackup } from "./take-daily-backup.job.ts";
import { ageOutBackups } from "./promises/age-out-backups.ts";
import { keepBackups } from "./promises/keep-backups.ts";

export const backupsModule: Module = {
  name: "backups",
  tables: [backups],
  endpoints: [listBackups, getBackupPlan, takeBackup, proveBackup],
  jobs: [takeDailyBackup, makeBackup, drillNewestBackup, drillBackup, copySubjectKeys, sweepOldBackups],
  errors: backupsErrors,
  promises: [keepBackups, ageOutBackups],
};
