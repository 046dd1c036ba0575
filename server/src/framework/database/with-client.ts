import type { Socket } from "node:net";
import type pg from "pg";
import { requestErrors } from "../errors.ts";

const streamOf = (client: pg.ClientBase): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** Statements written before the process next waits leave as one packet: most of a statement's cost is its system call. */
export function corkUntilIdle(client: pg.PoolClient): void {
  const stream = streamOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Cuts a connection: whatever waits for it fails now, as if the server had gone. */
export const dropConnection = (client: pg.ClientBase): void => void streamOf(client).destroy();

/** Says goodbye without waiting for an answer: the server may be away. */
export function leave(client: pg.Client): void {
  client.end().catch(() => undefined); // it was gone already
  streamOf(client).destroySoon();
}

/** An answer that takes this long makes us ask whether the database is still there. */
const patienceMs = 1500;
const lookEveryMs = 500;
const lent = new WeakMap<pg.Pool, Map<pg.PoolClient, number>>();
/** When somebody last had an answer: a database that answers is there, however long a new connection to it takes under load. */
const answeredAt = new WeakMap<pg.Pool, number>();

/**
 * A database that vanishes without a word (a cut network, a stopped host) leaves its connections open and silent for
 * hours. Where an answer is long in coming, a new connection is tried; when that fails too, those that wait are cut.
 * A statement that merely takes long is left alone.
 * @returns ends the watch
 */
export function watchConnections(pools: readonly pg.Pool[], isThere: () => Promise<boolean>): () => void {
  let isAsking = false;
  let askedAt = 0;
  const findWaiting = (before: number) =>
    pools.flatMap((pool) => [...(lent.get(pool) ?? [])].filter(([, since]) => since < before));
  const look = async () => {
    const start = performance.now();
    const before = start - patienceMs;
    if (isAsking || findWaiting(before).length === 0 || askedAt > before) return;
    isAsking = true;
    // Looked up anew: what waited may have been answered meanwhile, and its connection lent to somebody else.
    if (!(await isThere()) && !pools.some((pool) => (answeredAt.get(pool) ?? 0) > start))
      for (const [client] of findWaiting(before)) dropConnection(client);
    askedAt = performance.now();
    isAsking = false;
  };
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return () => clearInterval(timer);
}

const bornAt = new WeakMap<pg.PoolClient, number>();
let lostAt = -1;

/** A connection that is younger than the last loss: older ones that lay idle meanwhile are probably dead as well. */
async function borrow(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    for (;;) {
      const client = await pool.connect();
      const born = bornAt.get(client) ?? performance.now();
      bornAt.set(client, born);
      if (born > lostAt) return client;
      client.release(true);
    }
  } catch (cause) {
    throw Object.assign(requestErrors.unavailable({}, 2), { cause });
  }
}

/** Lends a connection to `work`. @throws Refusal `request.unavailable` when there is none, or it is lost meanwhile */
export async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await borrow(pool);
  let broken: Error | undefined;
  const lentNow = lent.get(pool) ?? new Map<pg.PoolClient, number>();
  lent.set(pool, lentNow.set(client, performance.now()));
  try {
    const result = await work(client);
    answeredAt.set(pool, performance.now());
    return result;
  } catch (error) {
    if (isConnectionLoss(error)) {
      broken = error as Error;
      lostAt = performance.now();
      throw Object.assign(requestErrors.unavailable({}, 2), { cause: error });
    }
    throw error;
  } finally {
    lentNow.delete(client);
    client.release(broken);
  }
}

/** PostgreSQL class 08 and 57P0x, and a socket that closed under us. */
function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (typeof code === "string")
    return /^(08|57P0)/.test(code) || /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code);
  return /Connection terminated|Client has encountered a connection error|not queryable/.test(message ?? "");
}
