import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { EmbeddedFiles } from "../embedded-files.ts";
import { readLines } from "./read-lines.ts";
import { keepPrivate } from "../write-private.ts";

/** What the supervisor tells a process: first that it holds a lease, then what has become of the database. */
export type LeaseAnswer =
  | { answer: "held" }
  | { answer: "ready"; port: number }
  | { answer: "refused"; code: string; facts: Record<string, string | number | boolean> };

/** Where the supervisor listens and what to say to it; the file is readable by its owner alone. */
export type SupervisorRecord = { pid: number; port: number; token: string };

/** What a holder says when it goes of its own accord; it then waits for the connection's end. */
export const releaseWord = "release";

/**
 * The supervisor's side of the leases. A lease is an open connection that has shown the token: the kernel closes it
 * when its process dies, however it dies.
 */
export type Leases = {
  /** Tells everyone, and whoever comes later. */
  announce(answer: LeaseAnswer): void;
  count(): number;
  /** No new lease is taken; those that are held end when this process does. */
  close(): void;
};

/** Told of each lease that is taken or ends; `isReleased` when its holder said so, and did not just vanish. */
type Changed = (isReleased: boolean) => void;

const tokenWithinMs = 5_000;

export async function openLeases(files: EmbeddedFiles, changed: Changed): Promise<Leases> {
  const token = randomBytes(32).toString("base64url");
  const holders = new Set<Socket>();
  let latest: LeaseAnswer | undefined;
  let isClosed = false;
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    void hold(socket);
  });

  async function hold(socket: Socket): Promise<void> {
    const next = readLines(socket);
    const timer = setTimeout(() => socket.destroy(), tokenWithinMs);
    const shown = await next();
    clearTimeout(timer);
    if (isClosed || shown === undefined || !isSame(shown, token)) return void socket.destroy();
    holders.add(socket);
    tell(socket, { answer: "held" });
    if (latest) tell(socket, latest);
    changed(false);
    const isReleased = (await next()) === releaseWord;
    holders.delete(socket);
    changed(isReleased);
    // The last one's connection ends with this process, so it sees the database go.
    if (holders.size > 0) socket.destroy();
  }

  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const record: SupervisorRecord = { pid: process.pid, port: (server.address() as AddressInfo).port, token };
  keepPrivate(files.record, JSON.stringify(record));
  return {
    announce(answer) {
      latest = answer;
      for (const socket of holders) tell(socket, answer);
    },
    count: () => holders.size,
    close() {
      isClosed = true;
      server.close();
    },
  };
}

function tell(socket: Socket, answer: LeaseAnswer): void {
  socket.write(`${JSON.stringify(answer)}\n`);
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
