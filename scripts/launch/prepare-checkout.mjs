import { join } from "node:path";
import { isWritable } from "./cache-folders.mjs";
import { bringRuntime, findRuntime } from "./find-runtime.mjs";
import { withFolderLock } from "./folder-lock.mjs";
import { installPackages, isInstalled, restoreCache } from "./install-packages.mjs";
import { LaunchError } from "./launch-error.mjs";

/** Makes sure of a Node that is new enough and of the lockfile's packages; answers the Node. */
export async function prepareCheckout(root) {
  const runtime = findRuntime(root);
  if (runtime && isInstalled(root)) return runtime;
  if (!isWritable(root)) return prepareReadOnly(root, runtime);
  const wait = () => process.stderr.write("Waiting for another process that prepares this checkout …\n");
  // One at a time: an install moves the folder that a Node is fetched into.
  return withFolderLock(join(root, ".avow-install"), wait, async (folder) => {
    restoreCache(root, folder);
    const found = findRuntime(root) ?? (await bringRuntime(root));
    if (!isInstalled(root)) await installPackages(root, folder);
    return found;
  });
}

function prepareReadOnly(root, runtime) {
  if (!isInstalled(root)) throw new LaunchError(`The packages are not installed, and ${root} cannot be written.`);
  return runtime ?? bringRuntime(root);
}
