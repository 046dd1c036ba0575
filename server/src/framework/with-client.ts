import type { Writable } from "node:stream";
import type pg from "pg";
import { requestErrors } from "./errors.ts";

/** Statements written before the process next waits leave as one packet: most of a statement's cost is its system call. */
export function corkUntilIdle(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Lends a connection to `work`. @throws Refusal `request.unavailable` when there is none, or it is lost meanwhile */
export async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (cause) {
    throw Object.assign(requestErrors.unavailable({}, 2), { cause });
  }
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    if (isConnectionLoss(error)) {
      broken = error as Error;
      throw Object.assign(requestErrors.unavailable({}, 2), { cause: error });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

/** PostgreSQL class 08 and 57P0x, and a socket that closed under us. */
function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (typeof code === "string") return /^(08|57P0)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code);
  return /Connection terminated|Client has encountered a connection error|not queryable/.test(message ?? "");
}
