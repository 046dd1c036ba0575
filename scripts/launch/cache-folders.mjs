import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** In order of preference: with the installed packages, in the person's cache, among temporary files. */
export function listCacheFolders(root) {
  const home = findHome();
  const caches = {
    darwin: home && join(home, "Library", "Caches"),
    win32: process.env.LOCALAPPDATA,
    linux: process.env.XDG_CACHE_HOME ?? (home && join(home, ".cache")),
  };
  const users = caches[process.platform];
  return [join(root, "node_modules", ".cache", "avow"), users && join(users, "avow"), temporaryCache()].filter(Boolean);
}

/** Undefined for an account without a name, as containers give out: it has no home either. */
export function findHome() {
  try {
    return homedir();
  } catch (error) {
    if (error.code === "ERR_SYSTEM_ERROR") return undefined;
    throw error;
  }
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
