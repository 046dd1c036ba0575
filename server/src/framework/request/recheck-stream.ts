import { setTimeout as wait } from "node:timers/promises";

const recheckMs = 500;

/**
 * A stream may outlive the rights it was opened with: they are looked at again when the last look is half a second old
 * and something is to be given, or was given since. Whoever was signed out, removed or revoked gets nothing after that.
 * @param open makes the chunks until its signal aborts
 * @param check throws where the rights are gone
 */
export async function* recheckStream<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  signal: AbortSignal,
  check: () => Promise<void>,
): AsyncGenerator<T> {
  const over = new AbortController();
  const chunks = open(AbortSignal.any([signal, over.signal]))[Symbol.asyncIterator]();
  let checkedAt = performance.now();
  let wasGiven = false;
  let next = chunks.next();
  try {
    for (;;) {
      const leftMs = recheckMs - (performance.now() - checkedAt);
      const first = wasGiven ? await firstOf(next, leftMs) : await next;
      if (first?.done) return;
      if (!first || recheckMs < performance.now() - checkedAt) {
        await check();
        checkedAt = performance.now();
        wasGiven = false;
      }
      if (!first) continue;
      wasGiven = true;
      yield first.value;
      next = chunks.next();
    }
  } finally {
    over.abort();
    next.then(() => chunks.return?.()).catch(() => undefined); // it was told to end, and says so as it likes
  }
}

/** What comes, or nothing where it takes longer. */
async function firstOf<T>(next: Promise<T>, mostMs: number): Promise<T | undefined> {
  const timer = new AbortController();
  const late = wait(Math.max(0, mostMs), undefined, { signal: timer.signal }).catch(() => undefined); // no longer waited for
  return Promise.race([next, late]).finally(() => timer.abort());
}
