import fs from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What postmaster.pid says: PostgreSQL's own record of the process that has the cluster open. */
export type PostmasterFile = { pid: number; startedAt: string; isReady: boolean };

/** No process can have this id (Linux stops one below), so PostgreSQL takes its owner for dead. */
const impossiblePid = 4_194_304;

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  const lines = readLines(cluster);
  if (!lines) return undefined;
  return { pid: Number(lines[0]), startedAt: lines[2] ?? "", isReady: lines[7]?.trim() === "ready" };
}

/** Whether the process in postmaster.pid lives and is PostgreSQL on this cluster, not one that got its number later. */
export function isPostmasterAlive(cluster: string): boolean {
  const pid = readPostmasterFile(cluster)?.pid;
  return pid !== undefined && commandOf(pid).includes(cluster);
}

/** Signals the process that postmaster.pid names, if it is still there. */
export function signalPostmaster(cluster: string, signal: "SIGINT" | "SIGQUIT"): void {
  const pid = readPostmasterFile(cluster)?.pid;
  if (pid === undefined) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Frees a cluster whose postmaster.pid names a process that is not PostgreSQL: its number went to another process, or
 * it is dead and nobody reaps it. PostgreSQL would wait for ever. The file stays, because its other lines let
 * PostgreSQL find left-over server processes by their shared memory.
 */
export function disownPostmasterFile(cluster: string): void {
  const lines = readLines(cluster);
  if (!lines || !exists(Number(lines[0]))) return;
  fs.writeFileSync(join(cluster, "postmaster.pid"), [String(impossiblePid), ...lines.slice(1)].join("\n"));
}

function readLines(cluster: string): string[] | undefined {
  try {
    return fs.readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The command line of a process; empty when there is none, or it has ended and waits to be reaped. */
function commandOf(pid: number): string {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return "";
    throw error;
  }
}
