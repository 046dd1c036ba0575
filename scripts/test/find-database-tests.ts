import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const importsTheWorld = /from "(?:\.\.?\/)+testing\//;

/** The server's tests that open a database: they get it from `server/src/testing`, by importing it or being in it. */
export function findDatabaseTests(root: string): string[] {
  const tests = globSync("server/src/**/*.test.ts", { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  const opensDatabase = (path: string) =>
    path.includes("/testing/") || importsTheWorld.test(readFileSync(join(root, path), "utf8"));
  const bringsItsOwn = (path: string) => path.startsWith("server/src/operate/embedded/");
  return tests.filter((path) => opensDatabase(path) && !bringsItsOwn(path)).toSorted();
}
