import pg from "pg";
import type { Logger } from "./log.ts";
import { newListener } from "./tenant.ts";

export type Signals = {
  /** Calls back with the payload of each notification on `channel`, which is an id, until unsubscribed. */
  subscribe(channel: string, listener: (payload: string) => void): () => void;
  close(): Promise<void>;
};

const retryMs = 500;

/**
 * One LISTEN connection per process. After a gap, during which notifications are lost, every listener is called
 * with an empty payload: look again.
 */
export function openSignals(connectionString: string, log: Logger): Signals {
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const tellAll = () => {
    for (const set of listeners.values()) for (const tell of set) tell("");
  };
  const reconnect = () => {
    client = undefined;
    if (!closed) timer = setTimeout(() => void (connecting = connect()), retryMs);
  };
  const connect = async () => {
    const opening = newListener(connectionString);
    opening.on("error", () => undefined); // "end" follows, and reconnects
    opening.on("end", reconnect);
    opening.on("notification", ({ channel, payload }) => {
      for (const tell of listeners.get(channel) ?? []) tell(payload ?? "");
    });
    try {
      await opening.connect();
      client = opening;
      for (const channel of listeners.keys()) await opening.query(`listen ${pg.escapeIdentifier(channel)}`);
      tellAll();
    } catch {
      log.warn("signals wait for the database");
      await opening.end().catch(() => undefined); // it never opened
    }
  };
  let connecting = connect();

  return {
    subscribe(channel, listener) {
      const known = listeners.get(channel);
      const set = known ?? new Set();
      listeners.set(channel, set.add(listener));
      // What was said before the server listens is lost: look again once it does. On loss, connect() listens again.
      const look = () => [...set].forEach((tell) => tell(""));
      if (!known) client?.query(`listen ${pg.escapeIdentifier(channel)}`).then(look, () => undefined);
      return () => void set.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end();
    },
  };
}
