import { setTimeout as wait } from "node:timers/promises";

const againMs = 500;

/** Tries until it succeeds or the lease is lost, so that a job need not wait for its lease when the database is back. */
export async function insist<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | "lost"> {
  while (!signal.aborted) {
    const done = await work().catch(() => undefined); // most likely what made the job fail, too
    if (done !== undefined) return done;
    await wait(againMs, undefined, { signal }).catch(() => undefined); // the lease is lost
  }
  return "lost";
}
