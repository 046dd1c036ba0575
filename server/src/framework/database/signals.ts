import type pg from "pg";
import type { Logger } from "../log.ts";
import { newListener } from "./tenant.ts";
import { dropConnection, leave } from "./with-client.ts";

export type Signals = {
  /** Calls back with the payload of each notification on `channel`, which is an id, until unsubscribed. */
  subscribe(channel: string, listener: (payload: string) => void): () => void;
  close(): Promise<void>;
};

const retryMs = 500;
/** How often the connection is asked whether it is still one, and how long its answer may take. */
const askEveryMs = 2000;

/**
 * One LISTEN connection per process. After a gap, during which notifications are lost, every listener is called
 * with an empty payload: look again.
 */
export function openSignals(connectionString: string, log: Logger): Signals {
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let client: pg.Client | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;

  const tellAll = () => {
    for (const set of listeners.values()) for (const tell of set) tell("");
  };
  const reconnect = () => {
    client = undefined;
    clearInterval(asking);
    if (!closed) timer = setTimeout(() => void (connecting = connect()), retryMs);
  };
  /** A connection that died without a word is silent like one on which nothing is said. */
  const keepAsking = (asked: pg.Client) => {
    let isAnswered = true;
    asking = setInterval(() => {
      if (!isAnswered) return dropConnection(asked);
      isAnswered = false;
      asked.query("select 1").then(
        () => (isAnswered = true),
        () => undefined, // "end" follows, and reconnects
      );
    }, askEveryMs);
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
      keepAsking(opening);
      for (const channel of listeners.keys()) await opening.query(`listen ${opening.escapeIdentifier(channel)}`);
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
      if (!known) client?.query(`listen ${client.escapeIdentifier(channel)}`).then(look, () => undefined);
      return () => {
        set.delete(listener);
        if (set.size > 0 || listeners.get(channel) !== set) return;
        listeners.delete(channel);
        client?.query(`unlisten ${client.escapeIdentifier(channel)}`).catch(() => undefined); // gone with the connection
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      clearInterval(asking);
      if (client) leave(client);
    },
  };
}
