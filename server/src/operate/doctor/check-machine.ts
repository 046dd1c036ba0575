import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describeSize } from "../verbs/describe-size.ts";
import type { Settings } from "../settings.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

const oldestNode = [22, 18] as const;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (isNewEnough) return good("node", `Node ${version}.`);
  return bad(
    "node",
    `Node ${version} is too old.`,
    "Start Avow by its launcher, which brings a newer one, or install Node 24.",
  );
}

/** The data folder is there to be written, and the keys are neither in it nor open to others. */
export function checkFolders({ dataFolder, keysFolder, backups }: Settings): Finding[] {
  const found = [checkWritable("data folder", dataFolder, "AVOW_DATA_DIR")];
  if (backups.folder) found.push(checkWritable("backup folder", backups.folder, "AVOW_BACKUP_DIR"));
  if (isInside(keysFolder, dataFolder) || (backups.folder && isInside(keysFolder, backups.folder)))
    found.push(
      bad(
        "keys folder",
        `${keysFolder} lies in a folder that is copied as data.`,
        "Move it out, and name it in AVOW_KEYS_DIR: whoever takes the data must not get the keys with it.",
      ),
    );
  if (existsSync(keysFolder)) found.push(checkPrivate(keysFolder));
  return found;
}

function checkWritable(check: string, folder: string, variable: string): Finding {
  const there = existsSync(folder) ? folder : dirname(folder);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
    return good(check, `${folder} can be written.`);
  } catch {
    return bad(
      check,
      `${folder} cannot be written by this account.`,
      `Give it to the account Avow runs under, or name another in ${variable}.`,
    );
  }
}

function checkPrivate(keysFolder: string): Finding {
  const paths = [keysFolder, ...readdirSync(keysFolder).map((name) => join(keysFolder, name))];
  const open = paths.filter((path) => (statSync(path).mode & 0o077) !== 0);
  if (open.length === 0) return good("keys folder", `Only its owner reads ${keysFolder}.`);
  return bad("keys folder", `Others on this machine may look into ${open.join(", ")}.`, `chmod -R go= ${keysFolder}`);
}

const isInside = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !way.startsWith("/"));
};

export type DiskSpace = { free: number; size: number };

/** A database on a full disk stops; what is left must outlast the night. */
export function judgeDisk(folder: string, { free, size }: DiskSpace): Finding {
  const left = `${describeSize(free)} of ${describeSize(size)} are free where ${folder} is.`;
  const what = "Make room or move the folder, before the database cannot write any more.";
  if (free < 256e6 || free / size < 0.02) return bad("disk", left, what);
  return free < 2e9 || free / size < 0.1 ? warning("disk", left, what) : good("disk", left);
}

export function measureDisk(folder: string): DiskSpace {
  const { bavail, blocks, bsize } = statfsSync(existsSync(folder) ? folder : dirname(folder));
  return { free: bavail * bsize, size: blocks * bsize };
}

/** Avow's log goes to standard output; where systemd's journal takes it, that decides how long it is kept. */
export function checkLogRetention(logDays: number, files: readonly string[]): Finding[] {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return [];
  const set = there
    .flatMap((file) => /^\s*MaxRetentionSec\s*=\s*(\S+)/m.exec(readFileSync(file, "utf8"))?.[1] ?? [])
    .at(-1);
  const days = set === undefined ? undefined : toDays(set);
  if (days !== undefined && days > 0 && days <= logDays)
    return [good("log retention", `The journal keeps logs ${days} days.`)];
  return [
    warning(
      "log retention",
      `The system's journal keeps logs ${days ? `${days} days` : "until it is full"}; the policy says ${logDays} days.`,
      `Set MaxRetentionSec=${logDays}day in journald.conf, or keep Avow's log elsewhere for no longer.`,
    ),
  ];
}

const daysPer: Record<string, number> = {
  s: 1 / 86_400,
  min: 1 / 1440,
  h: 1 / 24,
  day: 1,
  week: 7,
  month: 30,
  year: 365,
};

function toDays(text: string): number {
  const [, amount = "0", unit = "s"] = /^(\d+)\s*([a-z]*?)s?$/.exec(text) ?? [];
  return Number(amount) * (daysPer[unit || "s"] ?? daysPer["s"]!);
}
