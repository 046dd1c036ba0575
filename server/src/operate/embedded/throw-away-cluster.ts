import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embeddedFiles } from "./embedded-files.ts";
import { findMemoryFolder } from "./find-memory-folder.ts";
import { tryLock } from "./supervisor/lock-file.ts";
import { isPostmasterAlive } from "./supervisor/postmaster-file.ts";
import type { Settings } from "./settings.ts";
import { type EmbeddedDatabase, holdDatabase, throwUncaught } from "./start-embedded.ts";

export type ThrowAwayChoice = {
  settings?: Settings;
  /**
   * True (the default) keeps PostgreSQL's durability; false is faster, for tests that never kill the server: nothing is
   * synced, and all of it stays in memory where there is room.
   */
  isDurable?: boolean;
};

const prefix = "avow-throw-away-";
const unsynced: Settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "256MB" };

/**
 * A fresh cluster for tests. It and its folder go with `stop`, or when every process that holds it has died, killed
 * or not. Other processes join it by `startEmbedded({ dataDir })`.
 */
export async function openThrowAwayCluster(choice: ThrowAwayChoice = {}): Promise<EmbeddedDatabase> {
  const { settings = {}, isDurable = true } = choice;
  sweepLeftovers();
  const dataDir = fs.mkdtempSync(join((isDurable ? undefined : findMemoryFolder()) ?? tmpdir(), prefix));
  if (process.getuid?.() === 0) fs.chmodSync(dataDir, 0o711);
  const speed = isDurable ? {} : unsynced;
  const plan = { dataDir, settings: { max_connections: 200, ...speed, ...settings }, isThrowAway: true, isDurable };
  return holdDatabase(plan, throwUncaught);
}

/** Removes what a supervisor left that was itself killed. */
function sweepLeftovers(): void {
  const folders = new Set([tmpdir(), findMemoryFolder() ?? tmpdir()]);
  for (const dataDir of [...folders].flatMap(listClusters)) {
    const { record, lock, cluster } = embeddedFiles(dataDir);
    if (!isOurs(record) || isPostmasterAlive(cluster)) continue;
    const unlock = tryLock(lock);
    unlock?.();
    if (unlock) fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

const listClusters = (folder: string): string[] =>
  fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(folder, name));

/** Not another person's, and not one that another test run is making right now: a supervisor has had it. */
function isOurs(record: string): boolean {
  const found = fs.statSync(record, { throwIfNoEntry: false });
  return found !== undefined && (process.getuid === undefined || found.uid === process.getuid());
}
