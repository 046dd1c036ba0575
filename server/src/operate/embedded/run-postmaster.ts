import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./choose-account.ts";
import type { LimitedLog } from "./limited-log.ts";
import { programEnvironment } from "./make-cluster.ts";
import { readPostmasterFile, signalPostmaster } from "./postmaster-file.ts";
import type { Programs } from "./prepare-programs.ts";
import type { Settings } from "./settings.ts";

export type Postmaster = {
  /** Aborted when the server and all its processes have ended, whoever ended them. */
  ended: AbortSignal;
  /** Fast shutdown: sessions are ended, nothing committed is lost. */
  stop(): Promise<void>;
};

type Running = { account: Account; programs: Programs; cluster: string; settings: Settings; log: LimitedLog };

/**
 * The shell between us and PostgreSQL sees our death, however sudden, as the end of its input, and then asks
 * PostgreSQL for a fast shutdown. It ends with PostgreSQL, so its end is PostgreSQL's end.
 */
const watchdog = `
  exec 3<&0 </dev/null
  "$@" 3<&- & postgres=$!
  ( read -r _ <&3; kill -INT $postgres ) 2>/dev/null & watcher=$!
  exec 3<&-
  trap '' INT TERM HUP
  wait $postgres; status=$?
  kill $watcher 2>/dev/null
  exit $status`;

const immediateShutdownAfterMs = 30_000;

/** Starts PostgreSQL; undefined when it ended before it was ready, with the reason in the log. */
export async function runPostmaster(running: Running): Promise<Postmaster | undefined> {
  const { account, programs, cluster, settings, log } = running;
  const before = readPostmasterFile(cluster);
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const command = [join(programs.folder, "bin/postgres"), "-D", cluster, ...options];
  const shell = spawn("/bin/sh", ["-c", watchdog, "sh", ...command], {
    ...account.ids,
    cwd: "/",
    env: programEnvironment,
    stdio: ["pipe", "ignore", "pipe"],
    detached: true, // Ctrl-C in a terminal is for Avow; the database follows when its users have gone
  });
  shell.stdin.on("error", () => shell.kill()); // the shell is gone already; "exit" tells
  shell.stderr.on("data", (chunk: Buffer) => log.write(chunk));
  const end = new AbortController();
  shell.once("close", () => end.abort());
  const isRunning = () => shell.exitCode === null && shell.signalCode === null;
  while (isRunning()) {
    const now = readPostmasterFile(cluster);
    const isOurs = now !== undefined && !(now.pid === before?.pid && now.startedAt === before.startedAt);
    if (isOurs && now.isReady) return { ended: end.signal, stop: () => stop(shell, cluster) };
    await sleep(10);
  }
  if (!end.signal.aborted) await once(shell, "close");
  return undefined;
}

async function stop(shell: ChildProcessByStdio<Writable, null, Readable>, cluster: string): Promise<void> {
  if (shell.exitCode !== null || shell.signalCode !== null) return;
  shell.stdin.end();
  const timer = setTimeout(() => signalPostmaster(cluster, "SIGQUIT"), immediateShutdownAfterMs);
  await once(shell, "close");
  clearTimeout(timer);
}
