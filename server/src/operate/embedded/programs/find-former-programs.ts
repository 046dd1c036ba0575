import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import type { Account } from "../choose-account.ts";
import type { EmbeddedFiles } from "../embedded-files.ts";
import { embeddedErrors } from "../errors.ts";
import type { Programs } from "./prepare-programs.ts";

/** Where packages put a major version's programs: Debian, Fedora and its kin, Homebrew on both kinds of Mac. */
const wellKnown = (major: string): string[] => [
  `/usr/lib/postgresql/${major}`,
  `/usr/pgsql-${major}`,
  `/opt/homebrew/opt/postgresql@${major}`,
  `/usr/local/opt/postgresql@${major}`,
];

export const keptPrograms = ({ programs }: EmbeddedFiles, major: string): string => join(programs, `kept-${major}`);

/** Programs that can run a cluster of an older major version. @throws embedded.former_programs_missing */
export function findFormerPrograms(
  files: EmbeddedFiles,
  account: Account,
  { major, chosen }: { major: string; chosen: string | undefined },
): Programs {
  const places = chosen ? [chosen] : [keptPrograms(files, major), ...wellKnown(major)];
  const folder = places.find((place) => isOfMajor(place, major, account));
  if (folder === undefined)
    throw embeddedErrors.former_programs_missing({ made_by: major, looked_in: places.join(", ") });
  return { folder, major };
}

function isOfMajor(folder: string, major: string, account: Account): boolean {
  const program = join(folder, "bin/postgres");
  if (!fs.existsSync(program)) return false;
  const run = spawnSync(program, ["--version"], { ...account.ids, cwd: "/", encoding: "utf8" });
  return run.status === 0 && new RegExp(`\\) ${major}\\D`).test(run.stdout);
}
