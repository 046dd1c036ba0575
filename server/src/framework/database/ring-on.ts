import type pg from "pg";
import { withClient } from "./with-client.ts";

const ringing = new WeakMap<pg.Pool, Map<string, { isAgain: boolean }>>();

/**
 * Calls whoever listens on a channel. Not part of the transaction it tells of: PostgreSQL lets transactions that notify commit
 * only one after the other, each waiting for the disk alone. Calls that come while one is under way are one call. One that
 * is lost delays what it tells of until the next look, and nothing else.
 */
export function ringOn(pool: pg.Pool, channel: string): void {
  const channels = ringing.get(pool) ?? new Map<string, { isAgain: boolean }>();
  ringing.set(pool, channels);
  const underWay = channels.get(channel);
  if (underWay) {
    underWay.isAgain = true;
    return;
  }
  const mine = { isAgain: false };
  channels.set(channel, mine);
  void withClient(pool, (client) =>
    client.query({ name: "avow_ring", text: "select pg_notify($1, '')", values: [channel] }),
  )
    .catch(() => undefined) // it is lost, and whoever listens looks by themselves
    .then(() => {
      channels.delete(channel);
      if (mine.isAgain) ringOn(pool, channel);
    });
}
