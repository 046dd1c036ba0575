import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../usage-error.ts";

/** Writes all of the files, or none where one is there already. */
export function writeNewFiles(files: ReadonlyMap<string, string>): void {
  const present = [...files.keys()].filter((path) => existsSync(path));
  if (present.length > 0) throw new UsageError(`There already: ${present.join(", ")}.`);
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
