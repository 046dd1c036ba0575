import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "../choose-account.ts";
import { endOrphans, nameCluster } from "./end-orphans.ts";
import type { LimitedLog } from "./limited-log.ts";
import { readPostmasterFile, signalPostmaster } from "./postmaster-file.ts";
import type { Programs } from "../programs/prepare-programs.ts";
import type { Settings } from "../settings.ts";
import { type Guarded, spawnGuarded } from "./spawn-guarded.ts";

export type Postmaster = {
  /** Aborted when the server and all its processes have ended, whoever ended them. */
  ended: AbortSignal;
  /** Fast shutdown: sessions are ended, nothing committed is lost. */
  stop(): Promise<void>;
};

type Running = { account: Account; programs: Programs; cluster: string; settings: Settings; log: LimitedLog };

const immediateShutdownAfterMs = 30_000;

/** Starts PostgreSQL; undefined when it ended before it was ready, with the reason in the log. */
export async function runPostmaster(running: Running): Promise<Postmaster | undefined> {
  const { account, programs, cluster, settings, log } = running;
  const before = readPostmasterFile(cluster);
  const options = Object.entries({ ...settings, cluster_name: nameCluster(cluster) }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const args = ["-D", cluster, ...options];
  const server = spawnGuarded({ account, program: join(programs.folder, "bin/postgres"), args, stopSignal: "INT" });
  server.input.end();
  server.errors.on("data", (chunk: Buffer) => log.write(chunk));
  const end = new AbortController();
  server.process.once("close", () => end.abort());
  const tellWhy = (error: unknown) => log.write(Buffer.from(`${String(error)}\n`));
  server.process.once("exit", () => void endOrphans(cluster, end.signal).catch(tellWhy));
  while (isRunning(server)) {
    const now = readPostmasterFile(cluster);
    const isOurs = now !== undefined && !(now.pid === before?.pid && now.startedAt === before.startedAt);
    if (isOurs && now.isReady) return { ended: end.signal, stop: () => stop(server, cluster) };
    await sleep(10);
  }
  if (!end.signal.aborted) await once(server.process, "close");
  return undefined;
}

function isRunning({ process }: Guarded): boolean {
  return process.exitCode === null && process.signalCode === null;
}

async function stop(server: Guarded, cluster: string): Promise<void> {
  if (!isRunning(server)) return;
  server.letGo();
  const timer = setTimeout(() => signalPostmaster(cluster, "SIGQUIT"), immediateShutdownAfterMs);
  await once(server.process, "close");
  clearTimeout(timer);
}
