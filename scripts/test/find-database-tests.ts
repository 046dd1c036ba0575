import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const importsTheWorld = /from "(?:\.\.?\/)+testing\//;

/**
 * What can turn out otherwise on another version of PostgreSQL. The modules speak to the database through the layers
 * below them, and the generated suites ask each of their endpoints and read each of their tables.
 */
export const dependsOnVersion: readonly RegExp[] = [
  /^server\/src\/[^/]+$/, // the generated suites
  /^server\/src\/(?:framework|privacy|testing)\//, // roles, row-level security, locks, signals, jobs; keys and erasure
  /^server\/src\/egress\/(?:deliveries|ledger)\//,
  /^server\/src\/operate\/(?:schema|backup)\//, // migrations, catalogue; reading and filling whole databases
  /^server\/src\/modules\/knowledge\//, // search
];

/**
 * The server's tests to run again on the system's PostgreSQL: of what depends on its version, those that open a
 * database, which they get from `server/src/testing`, by importing it or being in it.
 */
export function findDatabaseTests(root: string): string[] {
  const tests = globSync("server/src/**/*.test.ts", { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  const opensDatabase = (path: string) =>
    path.includes("/testing/") || importsTheWorld.test(readFileSync(join(root, path), "utf8"));
  const depends = (path: string) => dependsOnVersion.some((place) => place.test(path));
  return tests.filter((path) => depends(path) && opensDatabase(path)).toSorted();
}
