import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "./problem.ts";
import { listFiles } from "./source/list-files.ts";

type Manifest = Record<
  "dependencies" | "devDependencies" | "optionalDependencies" | "overrides",
  Record<string, unknown> | undefined
>;
type Lockfile = { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> };

const exactVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** Versions are exact, the lockfile names no registry, and installing runs no package's own script. */
export function checkDependencies(root: string): Problem[] {
  return [...checkManifests(root), ...checkLockfile(root), ...checkInstallScripts(root)];
}

function checkManifests(root: string): Problem[] {
  const manifests = listFiles(root).filter((path) => /(?:^|\/)package\.json$/.test(path));
  return manifests.flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = readJson<Manifest>(root, file);
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).flatMap(
      ([name, version]) => {
        if (exactVersion.test(String(version))) return [];
        return [
          { file, what: `${name} is pinned to "${String(version)}"`, help: "Pin one exact version: npm install -E." },
        ];
      },
    );
  });
}

function checkLockfile(root: string): Problem[] {
  const file = "package-lock.json";
  if (!existsSync(join(root, file))) return [{ file, what: "is missing", help: "npm install writes it; commit it." }];
  return Object.entries(readJson<Lockfile>(root, file).packages).flatMap(([name, { resolved, link }]) => {
    if (link || !resolved) return [];
    const help = "npm install with omit-lockfile-registry-resolved=true, so that any mirror serves the same lockfile.";
    return [{ file, what: `${name} records where it was downloaded`, help }];
  });
}

/** Installing is then the same on a machine that refuses downloads at install time, and runs nobody's code. */
function checkInstallScripts(root: string): Problem[] {
  const settings = existsSync(join(root, ".npmrc")) ? readFileSync(join(root, ".npmrc"), "utf8") : "";
  if (/^ignore-scripts\s*=\s*true$/m.test(settings)) return [];
  return [{ file: ".npmrc", what: "lets packages run install scripts", help: "Set ignore-scripts=true." }];
}

function readJson<T>(root: string, path: string): T {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as T;
}
