import fs from "node:fs";
import type { EmbeddedFiles } from "../embedded-files.ts";
import { syncFolder } from "./sync-folder.ts";
import { keepPrivate } from "../write-private.ts";

/**
 * What puts an upgraded cluster in the former one's place, each step on the disk before the next, and each harmless when
 * done again. Before the first a start finds the former one whole; after it, `finishSwap` leads to the upgraded one.
 */
export const swapSteps: readonly ((files: EmbeddedFiles) => void)[] = [
  (files) => keepPrivate(files.swap, "{}"),
  (files) => isThere(files.upgraded) && move(files.cluster, files.former),
  (files) => move(files.upgraded, files.cluster),
  (files) => fs.rmSync(files.swap, { force: true }),
];

export function swapClusters(files: EmbeddedFiles): void {
  // What an earlier upgrade left has been replaced by a cluster that was good enough to be upgraded in its turn.
  fs.rmSync(files.former, { recursive: true, force: true });
  for (const step of swapSteps) {
    step(files);
    syncFolder(files.folder);
  }
}

/** Goes on where a swap was cut off. An upgraded cluster that no swap was begun for may be half made: it goes. */
export function finishSwap(files: EmbeddedFiles): void {
  if (fs.existsSync(files.swap)) {
    for (const step of swapSteps) {
      step(files);
      syncFolder(files.folder);
    }
  } else fs.rmSync(files.upgraded, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/**
 * Deletes the former cluster, once the upgraded one serves. It must not stay: it holds keys of people who are erased
 * from now on.
 */
export function dropFormer(files: EmbeddedFiles): boolean {
  const isKept = isThere(files.former);
  fs.rmSync(files.former, { recursive: true, force: true });
  return isKept;
}

const isThere = (path: string): boolean => fs.existsSync(path);

function move(from: string, to: string): void {
  if (isThere(from)) fs.renameSync(from, to);
}
