import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { EmbeddedFiles } from "./embedded-files.ts";
import { readLine } from "./read-line.ts";
import { keepPrivate } from "./write-private.ts";

/** What the supervisor tells a process that holds a lease. */
export type LeaseAnswer =
  | { answer: "ready"; port: number }
  | { answer: "refused"; code: string; facts: Record<string, string | number | boolean> };

/** Where the supervisor listens and what to say to it; the file is readable by its owner alone. */
export type SupervisorRecord = { pid: number; port: number; token: string };

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

const tokenWithinMs = 5_000;

export async function openLeases(files: EmbeddedFiles, changed: () => void): Promise<Leases> {
  const token = randomBytes(32).toString("base64url");
  const holders = new Set<Socket>();
  let latest: LeaseAnswer | undefined;
  let isClosed = false;
  const tell = (socket: Socket, answer: LeaseAnswer) => socket.write(`${JSON.stringify(answer)}\n`);
  const server = createServer((socket) => {
    const timer = setTimeout(() => socket.destroy(), tokenWithinMs);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      if (holders.delete(socket)) changed();
    });
    void readLine(socket).then((line) => {
      if (isClosed || socket.destroyed || !isSame(line ?? "", token)) {
        socket.destroy();
        return;
      }
      clearTimeout(timer);
      holders.add(socket);
      if (latest) tell(socket, latest);
      changed();
    });
  });
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

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
