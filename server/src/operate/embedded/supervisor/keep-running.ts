import { setTimeout as sleep } from "node:timers/promises";
import { choosePort } from "../choose-port.ts";
import type { EmbeddedFiles } from "../embedded-files.ts";
import { embeddedErrors } from "../errors.ts";
import type { Database } from "../open-database.ts";
import type { Postmaster } from "./run-postmaster.ts";

type Keeping = {
  database: Database;
  files: EmbeddedFiles;
  /** Aborted when nobody needs the server any more. */
  ending: AbortSignal;
  ready(port: number): void;
};

const startAttempts = 7;
const stableAfterMs = 10_000;

/**
 * Runs the server until `ending`, and again whenever it dies, on the same port: its users keep their address and
 * reconnect. Only the first start may fail for good; later ones are tried for as long as anyone waits.
 *
 * @throws embedded.start_failed
 */
export async function keepRunning({ database, files, ending, ready }: Keeping): Promise<void> {
  const { port, first } = await startFirst(database, files);
  let postmaster: Postmaster | undefined = first;
  let failures = 0;
  ready(port);
  for (;;) {
    if (postmaster) failures = await watch(postmaster, ending, failures);
    if (ending.aborted) return postmaster?.stop();
    failures += 1;
    await pause(backoffMs(failures), ending);
    if (ending.aborted) return;
    postmaster = await database.start(port);
  }
}

async function startFirst(database: Database, files: EmbeddedFiles): Promise<{ port: number; first: Postmaster }> {
  for (let attempt = 1; attempt <= startAttempts; attempt += 1) {
    const port = await choosePort(files.port);
    database.log.forget();
    const first = await database.start(port);
    if (first) return { port, first };
    await sleep(backoffMs(attempt));
  }
  throw embeddedErrors.start_failed({ detail: database.log.tail(), log: files.postgresLog });
}

/** Waits for the server's end or ours; a server that ran well for a while has made good its earlier failures. */
async function watch(postmaster: Postmaster, ending: AbortSignal, failures: number): Promise<number> {
  const stopped = AbortSignal.any([ending, postmaster.ended]);
  await pause(stableAfterMs, stopped);
  if (stopped.aborted) return failures;
  await aborted(stopped);
  return 0;
}

async function pause(ms: number, until: AbortSignal): Promise<void> {
  const timer = new AbortController();
  await Promise.race([sleep(ms, undefined, { signal: timer.signal }).catch(() => "aborted"), aborted(until)]);
  timer.abort();
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function backoffMs(failures: number): number {
  return Math.min(50 * 2 ** failures, 5_000);
}
