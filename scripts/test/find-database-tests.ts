import { globSync, readFileSync } from "node:fs";

const importsTheWorld = /from "(?:\.\.?\/)+(?:server\/src\/)?testing\//;

/** The server's tests that open a database: each gets it from `server/src/testing`, so each imports that folder. */
export function findDatabaseTests(root: string): string[] {
  const tests = globSync("server/src/**/*.test.ts", { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  return tests.filter((path) => importsTheWorld.test(readFileSync(`${root}/${path}`, "utf8"))).toSorted();
}
