import { setTimeout as sleep } from "node:timers/promises";
import { choosePort } from "./choose-port.ts";
import type { EmbeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import type { Database } from "./open-database.ts";
import type { Postmaster } from "./run-postmaster.ts";

type Keeping = { database: Database; files: EmbeddedFiles; ending: Promise<void>; ready(port: number): void };

const startAttempts = 7;
const stableAfterMs = 10_000;

/**
 * Runs the server until `ending`, and again whenever it dies, on the same port: its users keep their address and
 * reconnect. Only the first start may fail for good; later ones are tried for as long as anyone waits.
 *
 * @throws embedded.start_failed
 */
export async function keepRunning({ database, files, ending, ready }: Keeping): Promise<void> {
  const hasEnded = ending.then(() => "ended" as const);
  const { port, first } = await startFirst(database, files);
  let postmaster: Postmaster | undefined = first;
  let failures = 0;
  ready(port);
  for (;;) {
    if (postmaster) failures = await watch(postmaster, ending, failures);
    if (await isSettled(ending)) return postmaster?.stop();
    failures += 1;
    if ((await Promise.race([hasEnded, sleep(backoffMs(failures))])) === "ended") return;
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
async function watch(postmaster: Postmaster, ending: Promise<void>, failures: number): Promise<number> {
  const timer = new AbortController();
  const stable = sleep(stableAfterMs, "stable", { signal: timer.signal }).catch(() => "ended");
  const outcome = await Promise.race([postmaster.ended, ending, stable]);
  timer.abort();
  if (outcome !== "stable") return failures;
  await Promise.race([postmaster.ended, ending]);
  return 0;
}

function backoffMs(failures: number): number {
  return Math.min(50 * 2 ** failures, 5_000);
}

async function isSettled(promise: Promise<void>): Promise<boolean> {
  return (await Promise.race([promise.then(() => true), Promise.resolve(false)])) === true;
}
