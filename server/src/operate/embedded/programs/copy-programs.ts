import { createHash } from "node:crypto";
import fs from "node:fs";
import { dirname, join, relative } from "node:path";

/** A symbolic link that the installed programs need, and where it leads. */
export type Link = { link: string; to: string };

/**
 * A copy under a name that its list of files decides, finished by a rename. Root executes nothing from it that another
 * account could have written: the copy and every folder above must be root's.
 */
export function copyPrograms(source: string, links: Link[], target: string): string {
  const files = listFiles(source);
  const name = createHash("sha256")
    .update(files.map(({ path, size }) => `${path} ${size}`).join("\n"))
    .digest("hex");
  const copy = `${target}-${name.slice(0, 12)}`;
  fs.mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
  refuseForeignOwners(dirname(copy));
  if (isComplete(copy, files)) return copy;
  const staging = fs.mkdtempSync(`${copy}.`);
  fs.chmodSync(staging, 0o755);
  for (const { path } of files) copyFile(join(source, path), join(staging, path));
  for (const { link, to } of links) linkOnce(to, join(staging, relative(source, link)));
  fs.rmSync(copy, { recursive: true, force: true });
  moveOnce(staging, copy);
  return copy;
}

/** Makes a link; another process may have been first. */
export function linkOnce(to: string, link: string): void {
  try {
    fs.symlinkSync(to, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function listFiles(folder: string): { path: string; size: number }[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  return files.toSorted().map((file) => ({ path: relative(folder, file), size: fs.statSync(file).size }));
}

function isComplete(copy: string, files: { path: string; size: number }[]): boolean {
  if (!fs.existsSync(copy)) return false;
  refuseForeignOwners(copy);
  return files.every(({ path, size }) => fs.statSync(join(copy, path), { throwIfNoEntry: false })?.size === size);
}

/** Modes are set, not inherited: an install under umask 077 is readable by root alone. */
function copyFile(from: string, to: string): void {
  for (const folder of missingFolders(dirname(to))) {
    fs.mkdirSync(folder);
    fs.chmodSync(folder, 0o755);
  }
  fs.copyFileSync(from, to);
  fs.chmodSync(to, dirname(to).endsWith("/bin") ? 0o755 : 0o644);
  if (digest(from) !== digest(to)) throw new Error(`${to} is not what was copied.`);
}

function missingFolders(folder: string): string[] {
  return fs.existsSync(folder) ? [] : [...missingFolders(dirname(folder)), folder];
}

function digest(file: string): string {
  return createHash("sha256").update(fs.readFileSync(file)).digest("hex");
}

function moveOnce(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    fs.rmSync(from, { recursive: true, force: true });
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error; // another process was first, with the same files
  }
}

function refuseForeignOwners(folder: string): void {
  if (process.getuid?.() !== 0) return;
  for (let at = folder; ; at = dirname(at)) {
    const { uid, mode } = fs.statSync(at);
    const isSticky = (mode & 0o1000) !== 0;
    if (uid !== 0 || ((mode & 0o022) !== 0 && !(isSticky && at !== folder))) {
      throw new Error(`${at} can be changed by others than root.`);
    }
    if (at === dirname(at)) return;
  }
}
