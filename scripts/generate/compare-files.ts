import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What generating would change: paths to write, because missing or different, and leftovers to remove. */
export type Difference = { stale: string[]; leftover: string[] };

/** `owned` are globs of files that only the generator writes: what is there and not in `wanted` is a leftover. */
export function compareFiles(root: string, wanted: Map<string, string>, owned: string[]): Difference {
  const isStale = ([path, text]: [string, string]) =>
    !existsSync(join(root, path)) || readFileSync(join(root, path), "utf8") !== text;
  const present = globSync(owned, { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  return {
    stale: [...wanted].filter(isStale).map(([path]) => path),
    leftover: present.filter((path) => !wanted.has(path)).toSorted(),
  };
}

export function writeFiles(root: string, wanted: Map<string, string>, { stale, leftover }: Difference): void {
  for (const path of leftover) rmSync(join(root, path));
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), wanted.get(path) ?? "");
  }
}
