import { accessSync, constants, lstatSync, mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fetchRuntime } from "./fetch-runtime.mjs";
import { LaunchError } from "./launch-error.mjs";
import { pinnedRuntimes } from "./pinned-runtimes.mjs";

/** Node runs TypeScript as it is from 22.18 on; the 23 line ended before it was dependable. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return (major === 22 && minor >= 18) || major >= 24;
}

/**
 * The Node for everything that follows: `node` is the program, `folder` its home when we fetched it.
 * The running one when it is new enough, else a pinned one: already fetched, or fetched now.
 */
export async function findRuntime(root) {
  if (isNewEnough(process.versions.node)) return { node: process.execPath };
  const pin = pinnedRuntimes[`${process.platform}-${process.arch}`];
  if (!pin) {
    throw new LaunchError(`Avow needs Node 22.18 or newer; this is ${process.version}. Install it from nodejs.org.`);
  }
  const homes = listCacheFolders(root).filter(isOurs);
  for (const home of homes) {
    const runtime = runtimeIn(join(home, `node-${pin.version}`), pin);
    if (canRun(runtime.node)) return runtime;
  }
  const home = homes.find(isWritable);
  if (!home)
    throw new LaunchError(
      `There is no folder to keep Node ${pin.version} in: none of ${homes.join(", ")} is writable.`,
    );
  const folder = join(home, `node-${pin.version}`);
  await fetchRuntime(root, pin, folder);
  return runtimeIn(folder, pin);
}

function runtimeIn(folder, pin) {
  return { node: join(folder, pin.program), folder };
}

/** In order of preference: with the installed packages, in the person's cache, among temporary files. */
export function listCacheFolders(root) {
  const home = process.env.HOME || process.env.USERPROFILE ? homedir() : undefined;
  const caches = {
    darwin: home && join(home, "Library", "Caches"),
    win32: process.env.LOCALAPPDATA,
    linux: process.env.XDG_CACHE_HOME ?? (home && join(home, ".cache")),
  };
  const users = caches[process.platform];
  const temporary = join(tmpdir(), `avow-cache-${process.getuid?.() ?? "user"}`);
  return [join(root, "node_modules", ".cache", "avow"), users && join(users, "avow"), temporary].filter(Boolean);
}

/** Never run a Node that another account put there, which a shared temporary folder would let it. */
function isOurs(folder) {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return !found || !process.getuid || [0, process.getuid()].includes(found.uid);
}

function canRun(program) {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: the next folder may have it
  }
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
