import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isWritable } from "./cache-folders.mjs";

/** Notes of what was last done from which sources. They go with node_modules, and so does what they speak of. */
export function readStamp(root, name) {
  const file = stampFile(root, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** In a checkout of someone else's there is no note, and the next start looks again. */
export function writeStamp(root, name, value) {
  const file = stampFile(root, name);
  if (!isWritable(dirname(file))) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

function stampFile(root, name) {
  return join(root, "node_modules", ".cache", "avow", `${name}.stamp`);
}
