import type { Keyring } from "../../framework/keys/keyring.ts";
import type { Manifest } from "./manifest.ts";
import { openBackup } from "./open-backup.ts";
import { readBackup } from "./read-backup.ts";

type Check = { identities: readonly string[]; keyring: Keyring; look?: (bytes: Buffer) => void };

/** Opens a backup and reads it whole, restoring nothing. @throws what `openBackup` and `readBackup` throw */
export async function checkBackup(file: string, { identities, keyring, look }: Check): Promise<Manifest> {
  return readBackup(await openBackup(file, identities, look), keyring, {});
}
