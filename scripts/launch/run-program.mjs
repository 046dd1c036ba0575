import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { findHome, temporaryCache } from "./cache-folders.mjs";

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Within this time a second signal is an echo: a terminal's Ctrl-C reaches npm and us, and npm may pass it on. */
const echoMs = 500;
const parentPollMs = 250;

/**
 * Runs a program of ours to its end and ends like it. It gets a session of its own, so that a signal reaches it once,
 * through us, whoever sent it; and a channel to us, by which it notices our death (see exitWhenLauncherDies).
 */
export async function runProgram(root, runtime, program, args) {
  const flags = ["--disable-warning=ExperimentalWarning"];
  const child = spawn(runtime.node, [...flags, join(root, program), ...args], {
    env: childEnvironment(runtime),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  const stopForwarding = forwardSignals(child);
  const stopWatching = watchParents(() => process.kill(process.pid, "SIGTERM"));
  const [code, signal] = await once(child, "exit");
  stopForwarding();
  stopWatching();
  if (signal) process.kill(process.pid, signal);
  else process.exitCode = code;
}

/** A fetched Node comes first on the path, native builds find its headers, and tools that look for a home find one. */
export function childEnvironment(runtime) {
  const environment = { ...process.env, HOME: findHome() ?? temporaryCache() };
  environment.PATH = [dirname(runtime.node), process.env.PATH].filter(Boolean).join(delimiter);
  if (runtime.folder) environment.npm_config_nodedir = runtime.folder;
  return environment;
}

function forwardSignals(child) {
  let isEcho = false;
  const forward = (signal) => {
    if (isEcho) return;
    isEcho = true;
    setTimeout(() => (isEcho = false), echoMs).unref();
    child.kill(signal === "SIGHUP" ? "SIGTERM" : signal); // a closed terminal is a wish to stop
  };
  for (const signal of stopSignals) process.on(signal, forward);
  return () => {
    for (const signal of stopSignals) process.off(signal, forward);
  };
}

/**
 * npm passes SIGTERM on to its shell, which dies of it without telling us; and a killed npm tells nobody. So under npm
 * the loss of the shell, or of npm above it, is the signal to stop.
 */
function watchParents(stop) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    stop();
  }, parentPollMs);
  return () => clearInterval(timer);
}

function parentOf(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined; // not Linux
  return readFileSync(file, "utf8").split(") ").at(-1).split(" ")[1];
}
