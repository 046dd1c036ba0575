import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { copyEpochs, isEpochCopy } from "../../framework/keys/epoch-files.ts";
import { KeyringError, readKeyring } from "../../framework/keys/keyring.ts";
import { identityFile } from "./backup-identity.ts";

/** The one copy of the subject keys, replaced by every backup and soon after every erasure. */
export const subjectKeysFile = (keysFolder: string): string => join(keysFolder, "subject-keys.avowkeys");

const keyringFile = (folder: string) => join(folder, "keyring.json");

/** All that has to survive beside the backups. */
const filesOf = (folder: string) => [keyringFile(folder), identityFile(folder), subjectKeysFile(folder)];

/**
 * Copies the keyring, the keys of epochs, the identity of backups and the subject keys to a second place, each whole or not at all.
 * @throws KeyringError where another deployment's keyring lies there
 */
export function copyKeys(from: string, to: string): string[] {
  const own = readKeyring(from);
  if (existsSync(keyringFile(to)) && readKeyring(to).fingerprint !== own.fingerprint)
    throw new KeyringError(`${to} holds the keyring of another deployment. Name an empty folder.`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const targets = filesOf(to);
  const files = filesOf(from).flatMap((source, place) => {
    if (!existsSync(source)) return [];
    const target = targets[place]!;
    copyFileSync(source, `${target}.part`);
    chmodSync(`${target}.part`, 0o600);
    renameSync(`${target}.part`, target);
    return [target];
  });
  return [...files, ...copyEpochs(from, to)];
}

export type CopyState = "missing" | "another" | "outdated" | "current";

/** What a second place is worth now. @throws KeyringError where the first has no keyring, or the second a damaged one */
export function judgeCopy(from: string, to: string): CopyState {
  const own = readKeyring(from);
  if (!existsSync(keyringFile(to))) return "missing";
  if (readKeyring(to).fingerprint !== own.fingerprint) return "another";
  const [sources, targets] = [filesOf(from), filesOf(to)];
  const isSame = sources.every((source, place) => readIfThere(source) === readIfThere(targets[place]!));
  return isSame && isEpochCopy(from, to) ? "current" : "outdated";
}

const readIfThere = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path).toString("base64") : undefined;
