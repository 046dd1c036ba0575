import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runNpm } from "./run-npm.mjs";
import { readStamp, writeStamp } from "./stamps.mjs";

/**
 * Installs exactly what the lockfile says. npm empties node_modules first, so our cache, with the Node that was
 * fetched, steps aside into `folder`.
 */
export async function installPackages(root, folder) {
  process.stderr.write("Installing packages from the lockfile …\n");
  if (existsSync(cacheOf(root))) renameSync(cacheOf(root), join(folder, "cache"));
  try {
    // Both groups always: NODE_ENV=production, common in containers, would leave out what builds the dashboard.
    await runNpm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], root);
  } finally {
    restoreCache(root, folder);
  }
  writeStamp(root, "install", hashLockfile(root));
}

/** Also after an install that was killed. */
export function restoreCache(root, folder) {
  const kept = join(folder, "cache");
  if (!existsSync(kept)) return;
  const cache = cacheOf(root);
  mkdirSync(dirname(cache), { recursive: true });
  rmSync(cache, { recursive: true, force: true });
  renameSync(kept, cache);
}

function cacheOf(root) {
  return join(root, "node_modules", ".cache", "avow");
}

export function isInstalled(root) {
  const hash = hashLockfile(root);
  if (readStamp(root, "install") === hash) return true;
  if (!matchesLockfile(root)) return false;
  writeStamp(root, "install", hash);
  return true;
}

function hashLockfile(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

/** Whether npm's own record of what it installed has every package of the lockfile: someone ran npm by hand. */
export function matchesLockfile(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(([path, entry]) => {
    if (!path.includes("node_modules/") || entry.link) return true;
    const found = installed[path];
    return found ? found.version === entry.version && found.integrity === entry.integrity : mayBeMissing(entry);
  });
}

/** Builds for other platforms stay away; those for this one are missed, by an install without optional packages. */
function mayBeMissing({ optional, devOptional, peer, os, cpu, libc }) {
  const isForHere = os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;
  return Boolean(optional || devOptional || peer) && !isForHere;
}
