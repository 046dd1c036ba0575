import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { embeddedFiles, type EmbeddedFiles } from "../embedded-files.ts";
import { embeddedErrors } from "../errors.ts";
import { type LeaseAnswer, releaseWord, type SupervisorRecord } from "./leases.ts";
import { readLines } from "./read-lines.ts";
import type { SupervisorPlan } from "./supervisor-plan.ts";
import { giveToFolderOwner } from "../write-private.ts";

/** A share in the running database: it lives at least until `release`, or until this process dies. */
export type Lease = { port: number; lost: Promise<void>; release(): Promise<void> };

const logLimitBytes = 256 * 1024;
const pollMs = 25;
const maxDeaths = 3;
/** More than copying PostgreSQL's programs takes, during which the supervisor is deaf. */
const heldWithinMs = 10_000;
/** More than PostgreSQL gets for its shutdown. */
const stoppedWithinMs = 40_000;

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

/** Undefined when no supervisor of ours answers there: it has ended since it wrote the record, or is about to. */
async function join({ port, token }: SupervisorRecord, signal?: AbortSignal): Promise<Lease | undefined> {
  const socket = connect({ host: "127.0.0.1", port });
  const lost = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const abandon = () => socket.destroy();
  socket.on("error", abandon); // told by "close"
  signal?.addEventListener("abort", abandon);
  socket.write(`${token}\n`);
  const answer = await readAnswer(socket);
  signal?.removeEventListener("abort", abandon);
  if (answer?.answer === "ready") {
    socket.unref();
    return { port: answer.port, release: () => release(socket, lost), lost };
  }
  abandon();
  if (answer?.answer === "refused") throw rebuild(answer);
  return undefined;
}

/** The database may take its time to be ready; a supervisor says at once that it is one. */
async function readAnswer(socket: Socket): Promise<LeaseAnswer | undefined> {
  const next = readLines(socket);
  const timer = setTimeout(() => socket.destroy(), heldWithinMs);
  const held = parseAnswer(await next());
  clearTimeout(timer);
  return held?.answer === "held" ? parseAnswer(await next()) : undefined;
}

function parseAnswer(line: string | undefined): LeaseAnswer | undefined {
  if (!line?.startsWith('{"answer":')) return undefined; // some other program has got the port
  return JSON.parse(line) as LeaseAnswer;
}

/** The connection of a lease that was the last ends when the database has stopped; any other's at once. */
async function release(socket: Socket, lost: Promise<void>): Promise<void> {
  socket.ref().write(`${releaseWord}\n`);
  const timer = setTimeout(() => socket.destroy(), stoppedWithinMs);
  await lost;
  clearTimeout(timer);
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
