import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import type { Account } from "./choose-account.ts";
import {
  type Credentials,
  databaseName,
  makeCredentials,
  ownerRole,
  readCredentials,
  writeCredentials,
} from "./credentials.ts";
import type { EmbeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import type { Programs } from "./prepare-programs.ts";

/** PostgreSQL's programs get nothing of our environment: it holds secrets, and PG* variables would steer them. */
export const programEnvironment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

type Making = { files: EmbeddedFiles; account: Account; programs: Programs; isDurable: boolean };

/**
 * Opens the cluster's folder, making it on the first start. It is built aside and renamed when complete, so a process
 * that dies in between leaves nothing that looks like a database.
 *
 * @throws embedded.cluster_incomplete, embedded.cluster_of_another_major, embedded.account_unnamed, embedded.start_failed
 */
export function openCluster(making: Making): Credentials {
  const { files, programs } = making;
  if (!fs.existsSync(files.cluster)) return makeCluster(making);
  const versionFile = join(files.cluster, "PG_VERSION");
  if (!fs.existsSync(versionFile)) throw embeddedErrors.cluster_incomplete({ folder: files.cluster });
  const major = fs.readFileSync(versionFile, "utf8").trim();
  if (major !== programs.major) {
    throw embeddedErrors.cluster_of_another_major({
      folder: files.cluster,
      made_by: major,
      this_version: programs.major,
    });
  }
  return readCredentials(files.credentials) ?? replaceCredentials(making);
}

function makeCluster(making: Making): Credentials {
  const { files, account } = making;
  const credentials = makeCredentials();
  fs.rmSync(files.newCluster, { recursive: true, force: true });
  fs.mkdirSync(files.newCluster, { mode: 0o700 });
  const build = join(files.newCluster, "cluster");
  const passwordFile = join(files.newCluster, "password");
  fs.mkdirSync(build, { mode: 0o700 });
  fs.writeFileSync(passwordFile, credentials.postgres, { mode: 0o600 });
  for (const path of [build, passwordFile, files.newCluster]) giveToAccount(path, account);
  initialize(making, build, passwordFile);
  runSingleUser(making, build, [
    `CREATE ROLE ${ownerRole} LOGIN CREATEROLE CREATEDB PASSWORD '${credentials.owner}'`,
    `CREATE DATABASE ${databaseName} OWNER ${ownerRole}`,
  ]);
  writeCredentials(files.credentials, credentials);
  fs.renameSync(build, files.cluster);
  syncFolder(files.folder);
  fs.rmSync(files.newCluster, { recursive: true, force: true });
  return credentials;
}

/** Whoever may write the data folder may set new passwords: losing the file must not lose the database. */
function replaceCredentials(making: Making): Credentials {
  const credentials = makeCredentials();
  runSingleUser(making, making.files.cluster, [
    `ALTER ROLE postgres PASSWORD '${credentials.postgres}'`,
    `ALTER ROLE ${ownerRole} PASSWORD '${credentials.owner}'`,
  ]);
  writeCredentials(making.files.credentials, credentials);
  return credentials;
}

function initialize({ programs, account, isDurable }: Making, folder: string, passwordFile: string): void {
  // The built-in locale: no sort order that depends on the host's glibc or the bundled ICU.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const flags = ["--no-instructions", ...(isDurable ? [] : ["--no-sync"])];
  const { status, stderr, error } = spawnSync(
    join(programs.folder, "bin/initdb"),
    ["-D", folder, ...access, ...locale, ...flags],
    { ...account.ids, cwd: "/", env: programEnvironment, encoding: "utf8" },
  );
  if (status === 0) return;
  const detail = (error?.message ?? stderr).trim();
  if (detail.includes("look up effective user ID")) throw embeddedErrors.account_unnamed({ account: account.name });
  throw embeddedErrors.start_failed({ program: "initdb", detail });
}

/** Runs statements with no server and no client, one line each; the first that fails ends it. */
function runSingleUser({ programs, account, isDurable }: Making, folder: string, statements: string[]): void {
  const settings = ["exit_on_error=on", "log_min_error_statement=panic", ...(isDurable ? [] : ["fsync=off"])];
  const { status, stderr, error } = spawnSync(
    join(programs.folder, "bin/postgres"),
    ["--single", "-D", folder, ...settings.flatMap((setting) => ["-c", setting]), "postgres"],
    { ...account.ids, cwd: "/", env: programEnvironment, encoding: "utf8", input: `${statements.join("\n")}\n` },
  );
  if (status === 0) return;
  throw embeddedErrors.start_failed({ program: "postgres --single", detail: (error?.message ?? stderr).trim() });
}

function giveToAccount(path: string, { ids }: Account): void {
  if ("uid" in ids && ids.uid !== undefined) fs.chownSync(path, ids.uid, ids.gid ?? ids.uid);
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}
