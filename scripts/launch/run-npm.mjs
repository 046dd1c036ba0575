import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { findHome, isWritable, temporaryCache } from "./cache-folders.mjs";
import { LaunchError } from "./launch-error.mjs";

/**
 * Runs the machine's own npm under the machine's own Node: npm finds its global settings (registry, proxy, certificates)
 * from where that Node is. Its complaints are shown, its chatter is not.
 */
export async function runNpm(args, cwd) {
  const npm = findNpm();
  const child = spawn(process.execPath, [npm, ...args], {
    cwd,
    env: npmEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code === 0) return;
  throw new LaunchError(`npm ${args[0]} failed:\n${Buffer.concat(output).toString("utf8").trim()}`);
}

/** npm needs a home, and a folder for its cache; not every account has them. */
function npmEnvironment() {
  const home = findHome();
  const cache = process.env.npm_config_cache ?? home;
  if (cache && isWritable(cache)) return process.env;
  return { ...process.env, HOME: home ?? temporaryCache(), npm_config_cache: join(temporaryCache(), "npm") };
}

/** npm's own script: what started us when that was npm, else what stands beside Node or on the path. */
export function findNpm(environment = process.env, node = process.execPath) {
  const beside = [join(dirname(node), "..", "lib", "node_modules"), join(dirname(node), "node_modules")];
  const onPath = (environment.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm"));
  const candidates = [
    environment.npm_execpath ?? "",
    ...beside.map((folder) => join(folder, "npm", "bin", "npm-cli.js")),
    ...onPath.filter((file) => existsSync(file)).map((file) => realpathSync(file)),
  ];
  const npm = candidates.find((file) => basename(file) === "npm-cli.js" && existsSync(file));
  if (npm) return npm;
  throw new LaunchError("Avow needs npm to fetch its packages, and found none beside Node or on the path.");
}
