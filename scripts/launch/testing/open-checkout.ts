import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A small repository with our launcher and programs that only take notes. */
export type Checkout = {
  root: string;
  write(path: string, text: string): void;
  notes(): string[];
  launch(args: string[], options?: LaunchOptions): Launched;
};
type LaunchOptions = { env?: Record<string, string>; nodeVersion?: string };
export type Launched = { process: ChildProcess; words(): string; ended: Promise<number | string> };

const start = "node scripts/launch.mjs start";
const repository = join(import.meta.dirname, "../../..");

/** Notes what reaches it, and takes a moment to stop, so that a signal that comes twice is seen twice. */
const server = `
import { appendFileSync } from "node:fs";
import { exitWhenLauncherDies } from "./operate/exit-when-launcher-dies.ts";
const note = (line: string): void => appendFileSync(process.env["NOTES"] ?? "", line + "\\n");
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    note(signal);
    setTimeout(() => process.exit(7), 1_000);
  });
}
exitWhenLauncherDies();
note("started " + process.pid + " " + process.execPath + " " + process.argv.slice(2).join(" "));
setInterval(() => undefined, 1_000);
`;

/** Stands where Vite would: the launcher's part is when it runs, and what becomes of its output. */
const builder = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
appendFileSync(process.env.NOTES, "built\\n");
const folder = process.argv[process.argv.indexOf("--outDir") + 1];
mkdirSync(folder, { recursive: true });
if (readFileSync("index.html", "utf8").includes("broken")) throw new Error("index.html is broken");
writeFileSync(folder + "/index.html", readFileSync("index.html"));
`;

export function openCheckout(): Checkout {
  const root = fs.mkdtempSync(join(tmpdir(), "avow-launch-test-"));
  onTestFinished(() => fs.rmSync(root, { recursive: true, force: true, maxRetries: 10 }));
  const notes = join(root, "notes");
  const write = (path: string, text: string) => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  };
  for (const path of ["scripts/launch.mjs", "scripts/launch", "server/src/operate/exit-when-launcher-dies.ts"]) {
    fs.cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  write(
    "package.json",
    JSON.stringify({ name: "small", private: true, type: "module", workspaces: ["vite"], scripts: { start } }),
  );
  write("vite/package.json", JSON.stringify({ name: "vite", version: "1.0.0", type: "module" }));
  write("vite/bin/vite.js", builder);
  write("web/index.html", "<p>first</p>");
  write("server/src/main.ts", server);
  write("scripts/test.ts", 'console.log("tests", process.argv[2]); process.exitCode = 3;');
  write("package-lock.json", lockfile("1"));
  return {
    root,
    write,
    notes: () => (fs.existsSync(notes) ? fs.readFileSync(notes, "utf8").trim().split("\n") : []),
    launch: (args, options) => launch(root, args, { ...options, env: { NOTES: notes, ...options?.env } }),
  };
}

/** A lockfile with nothing to fetch; another version makes it another lockfile. */
export function lockfile(version: string): string {
  const packages = {
    "": { name: "small", version, workspaces: ["vite"] },
    "node_modules/vite": { resolved: "vite", link: true },
    vite: { version: "1.0.0" },
  };
  return JSON.stringify({ name: "small", version, lockfileVersion: 3, requires: true, packages });
}

function launch(root: string, args: string[], { env = {}, nodeVersion }: LaunchOptions): Launched {
  const pretence = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${nodeVersion}" } })`;
  const flags = nodeVersion ? ["--import", `data:text/javascript,${encodeURIComponent(pretence)}`] : [];
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [...flags, join(root, "scripts/launch.mjs"), ...args], {
    cwd: "/",
    env: { PATH, HOME: root, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let words = "";
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding("utf8").on("data", (chunk: string) => void (words += chunk));
  }
  const ended = once(child, "close").then(([code, signal]) => (code ?? signal) as number | string);
  return { process: child, words: () => words, ended };
}

/**
 * An npm that brings a package of ours where the registry's would be, and hands everything else to the real one.
 * The Node in it is the one that runs this test. Answers its integrity.
 */
export function fakePack(root: string): { npm: string; integrity: string } {
  const staging = join(root, "fake");
  const node = join(staging, "package", "bin", "node");
  fs.mkdirSync(dirname(node), { recursive: true });
  fs.writeFileSync(node, `#!/bin/sh\nFETCHED=yes exec ${process.execPath} "$@"\n`, { mode: 0o755 });
  execFileSync("tar", ["-czf", "node.tgz", "package"], { cwd: staging });
  fs.writeFileSync(join(staging, "package.json"), JSON.stringify({ type: "commonjs" }));
  const archive = join(staging, "node.tgz");
  const npm = join(staging, "npm-cli.js");
  const real = fs.realpathSync(execFileSync("/bin/sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim());
  fs.writeFileSync(
    npm,
    `const { appendFileSync, copyFileSync } = require("node:fs");
     const args = process.argv.slice(2);
     appendFileSync(process.env.NOTES, "npm " + args[0] + "\\n");
     if (args[0] === "pack") copyFileSync(${JSON.stringify(archive)}, args[args.indexOf("--pack-destination") + 1] + "/node.tgz");
     else { process.argv.splice(1, 1, ${JSON.stringify(real)}); require(${JSON.stringify(real)}); }`,
  );
  const digest = createHash("sha512").update(fs.readFileSync(archive)).digest("base64");
  return { npm, integrity: `sha512-${digest}` };
}
