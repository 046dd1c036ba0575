import { join } from "node:path";
import { openObjectStore } from "../app.ts";
import { systemClock } from "../framework/clock.ts";
import { readKeyring } from "../framework/keyring.ts";
import type { BackupPlace } from "./backup/take-backup.ts";
import { readVersion, type Settings } from "./settings.ts";

const checkout = join(import.meta.dirname, "../../..");

/** Where this deployment's backups go. @throws KeyringError */
export const backupPlaceOf = (settings: Settings, folder = settings.backups.folder): BackupPlace => ({
  keyring: readKeyring(settings.keysFolder),
  keysFolder: settings.keysFolder,
  keysCopyFolder: settings.keysCopyFolder,
  folder: folder ?? `${settings.dataFolder}-backups`,
  objects: settings.backups.hasFiles ? openObjectStore({ deployment: settings, clock: systemClock }) : undefined,
  recipients: settings.backups.recipients,
  keep: settings.backups.keep,
  clock: systemClock,
  version: readVersion(checkout),
});
