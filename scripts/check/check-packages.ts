import type { Problem } from "./problem.ts";
import { isTest, readSources } from "./source/list-files.ts";
import { parseSource } from "./source/parse-source.ts";
import { resolveImport } from "./source/resolve-import.ts";

/** Packages that only a few files may import, with the reason that is printed to whoever tries elsewhere. */
const doors: { packages: string[]; only: RegExp; because: string }[] = [
  {
    packages: ["pg"],
    only: /^server\/src\/(?:framework\/database\/(?:tenant|tenant-query)\.ts|operate\/)|^(?:scripts|benchmarks)\//,
    because: "framework/database/tenant.ts is the one door to the database; tenant-query.ts shapes what it sends.",
  },
  {
    packages: ["hono", "@hono/node-server"],
    only: /^server\/src\/(?:framework|operate)\/|^benchmarks\//,
    because: "Domain code sees neither request nor response; declare an endpoint.",
  },
  {
    packages: ["undici"],
    only: /^server\/src\/egress\/outward\/|^benchmarks\//,
    because: "What leaves the server goes through egress, which hands out fetch and connect.",
  },
  {
    packages: ["node:net", "node:tls", "node:http", "node:https", "node:http2", "node:dgram", "node:dns"],
    only: /^server\/src\/(?:framework|egress|operate)\/|^client\/|^(?:scripts|benchmarks)\//,
    because: "What leaves the server goes through egress, which hands out fetch and connect.",
  },
  {
    packages: ["node:child_process", "node:cluster"],
    only: /^server\/src\/operate\/|^client\/(?:src\/cli|bin)\/|^(?:scripts|benchmarks)\//,
    because: "Only operator commands and scripts start processes.",
  },
  {
    packages: ["nodemailer"],
    only: /^server\/src\/integrations\//,
    because: "A vendor's library stays in its integration.",
  },
  { packages: ["pino"], only: /^server\/src\/framework\//, because: "Log through framework/log.ts, which redacts." },
  { packages: ["pg-boss"], only: /^benchmarks\//, because: "It is here to compare with." },
  { packages: ["vitest", "fast-check"], only: /^vitest\.config\.ts$/, because: "Shipped code and tests stay apart." },
];

export function checkPackages(root: string): Problem[] {
  return readSources(root).flatMap((file) => {
    if (isTest(file.path)) return [];
    return parseSource(file).imports.flatMap(({ specifier, line, isType }) => {
      const target = resolveImport(file.path, specifier);
      if (!("packageName" in target)) return [];
      const door = doors.find(({ packages }) => packages.includes(target.packageName));
      // A type opens nothing; the framework may describe what it wraps.
      const isHarmless = isType && file.path.startsWith("server/src/framework/");
      if (!door || door.only.test(file.path) || isHarmless) return [];
      return [{ file: file.path, line, what: `may not import ${target.packageName}`, help: door.because }];
    });
  });
}
