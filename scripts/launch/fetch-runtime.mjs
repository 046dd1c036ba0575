import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "./launch-error.mjs";
import { runNpm } from "./run-npm.mjs";

/**
 * Fetches the pinned Node through the machine's npm (so its registry and proxy settings hold), checks what came
 * against the pin, and puts it in place by a rename: two processes at once, or one that dies, leave nothing half.
 */
export async function fetchRuntime(root, pin, folder) {
  const spec = `${pin.package}@${pin.version}`;
  process.stderr.write(
    `Fetching Node ${pin.version}, because this machine's ${process.version} is too old for Avow …\n`,
  );
  const staging = mkdtempSync(`${folder}.`);
  try {
    await runNpm(["pack", spec, "--pack-destination", staging, "--ignore-scripts"], root);
    const archive = readdirSync(staging).find((name) => name.endsWith(".tgz"));
    if (!archive) throw new LaunchError(`npm did not bring ${spec}.`);
    verify(readFileSync(join(staging, archive)), pin, spec);
    execFileSync("tar", ["-xzf", archive], { cwd: staging });
    tryOut(join(staging, "package", pin.program), pin.version);
    moveOnce(join(staging, "package"), folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

export function verify(bytes, { integrity }, spec) {
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (found === integrity) return;
  throw new LaunchError(`${spec} is not what Avow pins: expected ${integrity}, got ${found}. Nothing of it was run.`);
}

function tryOut(program, version) {
  try {
    execFileSync(program, ["--version"], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    throw new LaunchError(
      `The Node ${version} from npm does not run here (${error.message.trim()}). Install Node 22.18 or newer yourself.`,
    );
  }
}

function moveOnce(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(join(to, "bin"))) throw error;
  }
}
