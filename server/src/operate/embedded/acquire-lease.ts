import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { embeddedFiles, type EmbeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import type { LeaseAnswer, SupervisorRecord } from "./leases.ts";
import { readLine } from "./read-line.ts";
import type { SupervisorPlan } from "./supervisor-plan.ts";
import { giveToFolderOwner } from "./write-private.ts";

/** A share in the running database: it lives at least until `release`, or until this process dies. */
export type Lease = { port: number; lost: Promise<void>; release(): void };

const logLimitBytes = 256 * 1024;
const pollMs = 25;
const maxDeaths = 3;

/**
 * Joins the folder's supervisor, or starts one. When several processes start one at once, the first to lock the folder
 * serves them all and the others are sent away.
 *
 * @throws any of embeddedErrors, and the signal's reason
 */
export async function acquireLease(plan: SupervisorPlan, signal?: AbortSignal): Promise<Lease> {
  const files = embeddedFiles(plan.dataDir);
  let started: ChildProcess | undefined;
  let deaths = 0;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const record = readRecord(files);
      const lease = record && (await join(record, signal));
      if (lease) return lease;
      started ??= startSupervisor(plan, files);
      if (hasEnded(started)) {
        if (started.exitCode !== 0) deaths += 1; // zero: it served someone else and is done
        started = undefined;
      }
      if (deaths === maxDeaths) throw embeddedErrors.supervisor_failed({ log: files.supervisorLog });
      await sleep(pollMs);
    }
  } finally {
    if (started && readRecord(files)?.pid !== started.pid) started.kill(); // another one serves the folder
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function readRecord({ record }: EmbeddedFiles): SupervisorRecord | undefined {
  try {
    return JSON.parse(fs.readFileSync(record, "utf8")) as SupervisorRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Undefined when nobody listens there: the supervisor has ended since it wrote the record, or is about to. */
async function join({ port, token }: SupervisorRecord, signal?: AbortSignal): Promise<Lease | undefined> {
  const socket = connect({ host: "127.0.0.1", port });
  const lost = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => socket.destroy()); // told by "close"
  socket.write(`${token}\n`);
  const abort = () => socket.destroy();
  signal?.addEventListener("abort", abort);
  const line = await readLine(socket);
  signal?.removeEventListener("abort", abort);
  if (line === undefined) return undefined;
  const answer = JSON.parse(line) as LeaseAnswer;
  if (answer.answer === "refused") {
    socket.destroy();
    throw rebuild(answer);
  }
  socket.unref();
  return { port: answer.port, lost, release: () => socket.destroy() };
}

function rebuild({ code, facts }: LeaseAnswer & { answer: "refused" }): Error {
  const declared = Object.values(embeddedErrors).find((factory) => factory.code === code);
  return (declared ?? embeddedErrors.supervisor_failed)(facts);
}

function startSupervisor(plan: SupervisorPlan, files: EmbeddedFiles): ChildProcess {
  const log = openSupervisorLog(files);
  const supervisor = fileURLToPath(new URL("supervisor.ts", import.meta.url));
  const flags = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=1"];
  const child = spawn(process.execPath, [...flags, supervisor, JSON.stringify(plan)], {
    cwd: files.folder,
    // Compiled once: keeps the type stripper out of a process that must stay small.
    env: { PATH: process.env["PATH"] ?? "", NODE_COMPILE_CACHE: files.compileCache },
    stdio: ["ignore", log, log],
    detached: true,
  });
  fs.closeSync(log);
  child.unref();
  return child;
}

function openSupervisorLog({ supervisorLog }: EmbeddedFiles): number {
  const size = fs.statSync(supervisorLog, { throwIfNoEntry: false })?.size ?? 0;
  const log = fs.openSync(supervisorLog, size > logLimitBytes ? "w" : "a", 0o600);
  giveToFolderOwner(supervisorLog);
  return log;
}
