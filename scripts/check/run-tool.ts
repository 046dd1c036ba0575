import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Problem } from "./problem.ts";

const require = createRequire(import.meta.url);

/** The programs behind the checks, run from our own node_modules by this Node, whatever PATH holds. */
const programs = {
  biome: require.resolve("@biomejs/biome/bin/biome"),
  knip: join(dirname(require.resolve("knip")), "../bin/knip.js"),
  oxlint: join(dirname(require.resolve("oxlint/package.json")), "bin/oxlint"),
  tsc: join(dirname(require.resolve("typescript/package.json")), "bin/tsc"),
  tsgolint: join(dirname(require.resolve("oxlint-tsgolint/package.json")), "bin/tsgolint.js"),
};

/** Runs a tool inside `root`; what it printed is the problem when it exits with an error. */
export async function runTool(
  root: string,
  name: keyof typeof programs,
  args: string[],
  help: string,
): Promise<Problem[]> {
  const { code, output } = await runScript(root, [programs[name], ...args]);
  return code === 0 ? [] : [{ file: name, what: `exited with ${code}\n${output.replace(/^/gm, "    ")}`, help }];
}

/** Runs Node on `args` inside `root`, colourless, and keeps what it printed. */
export async function runScript(root: string, args: string[]): Promise<{ code: number; output: string }> {
  // oxlint looks for its type-aware half here first; it is not linked into every tree that is checked.
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", OXLINT_TSGOLINT_PATH: programs.tsgolint };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output: Buffer.concat(chunks).toString().trim() };
}
