import { accessSync, constants, lstatSync } from "node:fs";
import { join } from "node:path";
import { isWritable, listCacheFolders } from "./cache-folders.mjs";
import { fetchRuntime } from "./fetch-runtime.mjs";
import { LaunchError } from "./launch-error.mjs";
import { pinnedRuntimes } from "./pinned-runtimes.mjs";

/** Node runs TypeScript as it is from 22.18 on; the 23 line ended before it was dependable. */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return (major === 22 && minor >= 18) || major >= 24;
}

/**
 * The Node for everything that follows: `node` is the program, `folder` its home when we fetched it. The running one
 * when it is new enough, else the pinned one when it has been fetched, else undefined.
 */
export function findRuntime(root) {
  if (isNewEnough(process.versions.node)) return { node: process.execPath };
  const pin = findPin();
  const folders = listCacheFolders(root).filter(isOurs);
  return folders.map((folder) => runtimeIn(folder, pin)).find(({ node }) => canRun(node));
}

/** Fetches the pinned Node into the first folder that takes it. */
export async function bringRuntime(root) {
  const pin = findPin();
  const folders = listCacheFolders(root).filter(isOurs);
  const home = folders.find(isWritable);
  if (!home) throw new LaunchError(`Node ${pin.version} can be kept nowhere: ${folders.join(", ")} cannot be written.`);
  const runtime = runtimeIn(home, pin);
  await fetchRuntime(root, pin, runtime.folder);
  return runtime;
}

function findPin() {
  const pin = pinnedRuntimes[`${process.platform}-${process.arch}`];
  if (pin) return pin;
  throw new LaunchError(`Avow needs Node 22.18 or newer; this is ${process.version}. Install it from nodejs.org.`);
}

function runtimeIn(home, pin) {
  const folder = join(home, `node-${pin.version}`);
  return { node: join(folder, pin.program), folder };
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
