import { join } from "node:path";
import { openObjectStore } from "../compose/fill-files.ts";
import { systemClock } from "../framework/clock.ts";
import type { Keyring } from "../framework/keys/keyring.ts";
import type { BackupPlace } from "./backup/take-backup.ts";
import { readVersion, type Settings } from "./settings.ts";

const checkout = join(import.meta.dirname, "../../..");

export const backupFolderOf = ({ backups, dataFolder }: Settings): string => backups.folder ?? `${dataFolder}-backups`;

/** Where this deployment's backups go. */
export const backupPlaceOf = (settings: Settings, keyring: Keyring, folder = settings.backups.folder): BackupPlace => ({
  keyring,
  keysFolder: settings.keysFolder,
  keysCopyFolder: settings.keysCopyFolder,
  folder: folder ?? backupFolderOf(settings),
  objects: settings.backups.hasFiles ? openObjectStore({ deployment: settings, clock: systemClock }) : undefined,
  recipients: settings.backups.recipients,
  keep: settings.backups.keep,
  clock: systemClock,
  version: readVersion(checkout),
});
