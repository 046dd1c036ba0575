import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** In order of preference: with the installed packages, in the person's cache, among temporary files. */
export function listCacheFolders(root) {
  const home = process.env.HOME || process.env.USERPROFILE ? homedir() : undefined;
  const caches = {
    darwin: home && join(home, "Library", "Caches"),
    win32: process.env.LOCALAPPDATA,
    linux: process.env.XDG_CACHE_HOME ?? (home && join(home, ".cache")),
  };
  const users = caches[process.platform];
  return [join(root, "node_modules", ".cache", "avow"), users && join(users, "avow"), temporaryCache()].filter(Boolean);
}

export function temporaryCache() {
  return join(tmpdir(), `avow-cache-${process.getuid?.() ?? "user"}`);
}

/** Whether files can be kept in the folder, which is made if it is not there. */
export function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false; // a read-only checkout or home is an expected place to be
  }
}
