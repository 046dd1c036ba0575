import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Duration, shift } from "../../privacy/public.ts";

export type StoredBackup = { file: string; name: string; takenAt: Date; bytes: number };

const backupName = /^avow-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z\.avowbackup$/;

/** `avow-20261121T091500000Z.avowbackup`: sorts by when it was taken. */
export const nameBackup = (at: Date): string => `avow-${at.toISOString().replaceAll(/[-:.]/g, "")}.avowbackup`;

/** The backups of a folder, newest first; other files in it are not ours. */
export function listBackups(folder: string): StoredBackup[] {
  return readNames(folder)
    .flatMap((name) => {
      const [, year, month, day, hour, minute, second, ms] = backupName.exec(name) ?? [];
      if (year === undefined) return [];
      const takenAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
      const file = join(folder, name);
      return [{ file, name, takenAt, bytes: statSync(file).size }];
    })
    .toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

type Limits = { keep?: number; at: Date; maxAge: Duration };

/** Deletes what is more than are kept, and whatever is older than any backup may be. */
export function sweepBackups(folder: string, { keep = Infinity, at, maxAge }: Limits): StoredBackup[] {
  const oldest = shift(at, maxAge, -1);
  const spent = listBackups(folder).filter(({ takenAt }, place) => place >= keep || takenAt < oldest);
  for (const { file } of spent) {
    rmSync(file, { force: true });
    rmSync(`${file}.sha256`, { force: true });
  }
  return spent;
}
