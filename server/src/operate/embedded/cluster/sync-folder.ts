import fs from "node:fs";

/** A rename is safe from a power cut after this. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}
