import { port } from "../../framework/ports.ts";

/** What this process can do about backups: `operate/` fills it. Nothing where a process has no folder for them. */
export type BackupTools = {
  folder: string;
  keep: number;
  /** Who can open a backup besides the deployment itself. */
  recipients: number;
  /** False where backups are only taken by hand. */
  isScheduled: boolean;
  take(): Promise<{
    file: string;
    bytes: number;
    rows: number;
    /** How many files' contents are in it, and how many the store had no more; null where they are left out. */
    files: number | null;
    filesMissing: number | null;
    sha256: string;
    durationMs: number;
  }>;
  drill(file: string): Promise<{ rows: number; durationMs: number }>;
  /** The backups in the folder, newest first. */
  list(): { name: string; takenAt: Date }[];
  /** Deletes those that are older than the policy in force lets any be. Answers how many. */
  sweep(): Promise<number>;
  /** Replaces the copy of the subject keys beside the keyring. */
  copyKeys(): Promise<void>;
};

export const backupToolsPort = port<BackupTools | undefined>("backups.tools");
