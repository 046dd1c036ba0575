import fs from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const busy = 5; // SQLITE_BUSY

/**
 * A lock that the kernel drops when its process dies, however it dies. Node has no flock; SQLite's exclusive
 * transaction is the lock it brings, with the same meaning on every platform and nothing to declare stale.
 *
 * Undefined when another process holds it; else a function that lets go.
 */
export function tryLock(file: string): (() => void) | undefined {
  fs.closeSync(fs.openSync(file, "a", 0o600));
  const database = new DatabaseSync(file);
  try {
    database.exec("BEGIN EXCLUSIVE");
    return () => database.close();
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
}

export async function waitForLock(file: string): Promise<() => void> {
  for (;;) {
    const unlock = tryLock(file);
    if (unlock) return unlock;
    await sleep(50);
  }
}
