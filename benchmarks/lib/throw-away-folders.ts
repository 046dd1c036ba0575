import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Data and keys of a deployment that goes when the benchmark ends. */
export function throwAwayFolders(): { data: string; keys: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), "avow-bench-"));
  chmodSync(root, 0o711); // the database's account passes through
  return {
    data: join(root, "data"),
    keys: join(root, "keys"),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
