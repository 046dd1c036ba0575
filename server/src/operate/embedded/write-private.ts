import fs from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file that only its owner reads, whole or not at all. Under root it is given to the folder's owner, so that
 * a start as root does not lock out the person whose folder it is.
 */
export function keepPrivate(file: string, text: string): void {
  const staging = `${file}.${process.pid}`;
  fs.rmSync(staging, { force: true });
  fs.writeFileSync(staging, text, { mode: 0o600, flag: "wx", flush: true });
  giveToFolderOwner(staging);
  fs.renameSync(staging, file);
}

export function giveToFolderOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = fs.statSync(dirname(path));
  fs.lchownSync(path, uid, gid);
}
