import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Problem } from "./problem.ts";

const require = createRequire(import.meta.url);

/** Runs a tool of ours from node_modules inside `root`; what it printed is the problem when it exits with an error. */
export async function runTool(root: string, name: string, args: string[], help: string): Promise<Problem[]> {
  const { code, output } = await runScript(root, [findProgram(name), ...args]);
  return code === 0 ? [] : [{ file: name, what: `exited with ${code}\n${indent(output)}`, help }];
}

/** Runs Node on `args` inside `root`, colourless, and keeps what it printed. */
export async function runScript(root: string, args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString().trim() };
}

/** The program a package declares in its `bin`, whether or not the package manager linked it. */
function findProgram(name: string): string {
  const packageName = { biome: "@biomejs/biome", tsc: "typescript" }[name] ?? name;
  const manifestPath = findManifest(packageName);
  const { bin } = require(manifestPath) as { bin: string | Record<string, string> };
  const program = typeof bin === "string" ? bin : bin[name];
  if (!program) throw new Error(`${packageName} has no program ${name}.`);
  return join(dirname(manifestPath), program);
}

/** Found by path: some packages do not export their package.json. */
function findManifest(packageName: string): string {
  const folders = require.resolve.paths(packageName) ?? [];
  const manifest = folders.map((folder) => join(folder, packageName, "package.json")).find((path) => existsSync(path));
  if (!manifest) throw new Error(`${packageName} is not installed. Run npm install.`);
  return manifest;
}

function indent(text: string): string {
  return text.replace(/^/gm, "    ");
}
