import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Nearly all processes of a server end by themselves within a moment of its postmaster's death. */
const patienceMs = 2000;
const pollMs = 100;

/** For `cluster_name`, so that the processes of a server show whose they are; at most 63 characters. */
export const nameCluster = (cluster: string): string =>
  `avow-${createHash("sha256").update(cluster).digest("hex").slice(0, 16)}`;

/**
 * Ends the processes of a server whose postmaster is dead. One that is at a statement notices the death only when it waits
 * for something, and until then no other server can have the cluster: it is told to quit, and killed where it does not.
 * What it had not committed is undone by the recovery that follows in any case.
 *
 * @param ended tells that all of them have ended
 */
export async function endOrphans(cluster: string, ended?: AbortSignal): Promise<void> {
  for (const signal of ["SIGQUIT", "SIGKILL"] as const) {
    for (let waited = 0; waited < patienceMs; waited += pollMs) {
      if (ended?.aborted || findOrphans(cluster).length === 0) return;
      await sleep(pollMs);
    }
    for (const pid of findOrphans(cluster)) tell(pid, signal);
  }
}

function findOrphans(cluster: string): number[] {
  const title = `postgres: ${nameCluster(cluster)}: `;
  return listCommands().flatMap(([pid, command]) => (command.startsWith(title) ? [pid] : []));
}

function listCommands(): [pid: number, command: string][] {
  if (process.platform === "linux") {
    const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.map((pid) => [Number(pid), readCommand(pid)]);
  }
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,command="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").map((line) => {
    const [, pid = "0", command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return [Number(pid), command];
  });
}

function readCommand(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return "";
    throw error;
  }
}

function tell(pid: number, signal: "SIGQUIT" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
