import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { keepPrivate } from "../embedded/write-private.ts";

/** Beside the keyring: whoever restores needs both, and neither is in a backup. */
export const identityFile = (keysFolder: string): string => join(keysFolder, "backup-identity.txt");

/** The deployment's own identity, made on first need; every backup can be opened with it. */
export async function ownIdentity(keysFolder: string): Promise<string> {
  const path = identityFile(keysFolder);
  const [known] = readIdentities(path);
  if (known) return known;
  const made = await generateX25519Identity();
  keepPrivate(path, `# Opens this deployment's backups. Keep a copy with the keyring.\n${made}\n`);
  return readIdentities(path)[0] ?? made;
}

/** Identities in a file as age writes it: one to a line, comments by #. Empty where there is no file. */
export function readIdentities(path: string): string[] {
  try {
    const lines = readFileSync(path, "utf8").split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line.startsWith("AGE-SECRET-KEY-"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

export const recipientOf = (identity: string): Promise<string> => identityToRecipient(identity);
