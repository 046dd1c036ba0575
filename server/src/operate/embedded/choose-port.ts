import { randomInt } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:net";
import { keepPrivate } from "./write-private.ts";

// Below the ports that systems hand to outgoing connections (Linux from 32768, macOS and Windows from 49152):
// none of them takes ours while the database restarts.
const lowest = 20_000;
const highest = 32_000;

/** The recorded port while it is free, else a new free one, recorded. */
export async function choosePort(record: string): Promise<number> {
  const recorded = readPort(record);
  if (recorded !== undefined && (await isFree(recorded))) return recorded;
  const port = await findFreePort();
  keepPrivate(record, String(port));
  return port;
}

export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest);
    if (await isFree(port)) return port;
  }
}

export function readPort(record: string): number | undefined {
  return fs.existsSync(record) ? Number(fs.readFileSync(record, "utf8")) : undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
