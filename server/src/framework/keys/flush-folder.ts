import { closeSync, fsyncSync, openSync } from "node:fs";

/** A power cut must not take the name of a file that the database already relies on. */
export function flushFolder(folder: string): void {
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
