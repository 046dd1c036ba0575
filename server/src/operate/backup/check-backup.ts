import type { Manifest } from "./manifest.ts";
import { type BackupKeys, readBackup } from "./read-backup.ts";

/** Opens a backup and reads it whole, restoring nothing. @throws what `readBackup` throws */
export const checkBackup = (file: string, keys: BackupKeys): Promise<Manifest> => readBackup(file, keys, {});
