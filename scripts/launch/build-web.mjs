import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { withFolderLock } from "./folder-lock.mjs";
import { LaunchError } from "./launch-error.mjs";
import { childEnvironment } from "./run-program.mjs";
import { readStamp, writeStamp } from "./stamps.mjs";

/** Builds the dashboard into web/dist if its sources have changed (`when` is "stale") or in any case ("always"). */
export async function buildWeb(root, runtime, when) {
  if (when === "stale" && isBuilt(root)) return;
  const wait = () => process.stderr.write("Waiting for another process that builds the dashboard …\n");
  const lock = join(root, "node_modules", ".cache", "avow", "web-build");
  await withFolderLock(lock, wait, async (folder) => {
    if (when === "stale" && isBuilt(root)) return;
    process.stderr.write("Building the dashboard …\n");
    const hash = hashSources(root);
    await runVite(root, runtime, join(folder, "dist"));
    replaceFolder(join(folder, "dist"), join(root, "web", "dist"), join(folder, "former"));
    writeStamp(root, "web", hash);
  });
}

function isBuilt(root) {
  return existsSync(join(root, "web", "dist", "index.html")) && readStamp(root, "web") === hashSources(root);
}

/** Everything the build reads, by content: a fresh clone's times say nothing. */
function hashSources(root) {
  const hash = createHash("sha256");
  const files = [
    ...listFiles(join(root, "web")),
    ...listFiles(join(root, "client", "src")),
    join(root, "package-lock.json"),
  ];
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => !["node_modules", "dist"].includes(name),
  );
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : entry.isFile() ? [path] : [];
  });
}

async function runVite(root, runtime, outDir) {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const child = spawn(runtime.node, [vite, "build", "--outDir", outDir, "--emptyOutDir"], {
    cwd: join(root, "web"),
    env: childEnvironment(runtime),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new LaunchError(`The dashboard does not build:\n${Buffer.concat(output).toString("utf8")}`);
}

/** A server that runs from the former build never sees a half one. */
function replaceFolder(from, to, former) {
  if (existsSync(to)) renameSync(to, former);
  renameSync(from, to);
  rmSync(former, { recursive: true, force: true });
}
