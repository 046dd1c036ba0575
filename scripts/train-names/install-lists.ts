import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedLists } from "./pinned-lists.ts";

/** Installs the packages that the lexicon is made of, apart from the product's own. Says where they are. */
export function installLists(): string {
  const folder = join(import.meta.dirname, "../../node_modules/.cache/train-names");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: pinnedLists }));
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], { cwd: folder });
  return folder;
}
