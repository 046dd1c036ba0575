import { join } from "node:path";
import type pg from "pg";
import type { Clock } from "../../framework/clock.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import type { ObjectStore } from "../../modules/files/public.ts";
import { readDurationInForce } from "../read-duration-in-force.ts";
import { copyKeys, subjectKeysFile } from "./copy-keys.ts";
import { ownIdentity, recipientOf } from "./backup-identity.ts";
import { listBackups, nameBackup, sweepBackups } from "./list-backups.ts";
import { type WrittenBackup, writeBackup } from "./write-backup.ts";

/** What is backed up, to where, and for whom. */
export type BackupPlace = {
  keyring: Keyring;
  keysFolder: string;
  /** A second place of the keyring, kept as current as the first. */
  keysCopyFolder: string | undefined;
  folder: string;
  /** Where the contents of files lie; nothing where they are backed up by other means. */
  objects?: ObjectStore | undefined;
  recipients: readonly string[];
  keep: number;
  clock: Clock;
  version: string;
};

/** Serialises copies of the subject keys over all processes. */
const copyLock = 0x61766b73;

/**
 * Takes one backup of the rows and, after it, today's copy of the subject keys beside the keyring. Older backups than
 * the policy allows, and more than are kept, are deleted once the new one is whole.
 */
export async function takeBackup(client: pg.Client, place: BackupPlace): Promise<WrittenBackup> {
  const takenAt = place.clock.now();
  const identity = await ownIdentity(place.keysFolder);
  const written = await writeBackup({
    ...place,
    client,
    contents: "data",
    takenAt,
    file: join(place.folder, nameBackup(takenAt)),
    recipients: [...new Set([await recipientOf(identity), ...place.recipients])],
    identities: [identity],
  });
  await takeKeys(client, place);
  sweepBackups(place.folder, {
    keep: place.keep,
    at: takenAt,
    maxAge: await readDurationInForce(client, "backup.max_age_days", takenAt),
  });
  return written;
}

/** Deletes backups that are older than the policy in force lets any be. @returns how many */
export async function sweepOld(
  client: pg.Client,
  { folder, clock }: Pick<BackupPlace, "folder" | "clock">,
): Promise<number> {
  const at = clock.now();
  return sweepBackups(folder, { at, maxAge: await readDurationInForce(client, "backup.max_age_days", at) }).length;
}

/** Replaces the one copy of the subject keys there is: a key that was destroyed is in none. */
export async function takeKeys(client: pg.Client, place: BackupPlace): Promise<void> {
  // One after another: a copy that began before keys were wrapped anew must not replace one from after it.
  await client.query("select pg_advisory_lock($1)", [copyLock]);
  try {
    await writeKeys(client, place);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [copyLock]);
  }
}

async function writeKeys(client: pg.Client, place: BackupPlace): Promise<void> {
  const identity = await ownIdentity(place.keysFolder);
  await writeBackup({
    ...place,
    client,
    contents: "keys",
    takenAt: place.clock.now(),
    file: subjectKeysFile(place.keysFolder),
    recipients: [...new Set([await recipientOf(identity), ...place.recipients])],
    identities: [identity],
  });
  if (place.keysCopyFolder) copyKeys(place.keysFolder, place.keysCopyFolder);
}

export const newestBackup = (folder: string): string | undefined => listBackups(folder)[0]?.file;
