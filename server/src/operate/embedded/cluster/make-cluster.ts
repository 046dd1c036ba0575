import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Account } from "../choose-account.ts";
import {
  type Credentials,
  databaseName,
  makeCredentials,
  ownerRole,
  readCredentials,
  writeCredentials,
} from "./credentials.ts";
import type { EmbeddedFiles } from "../embedded-files.ts";
import { embeddedErrors } from "../errors.ts";
import type { Programs } from "../programs/prepare-programs.ts";
import { runGuarded } from "../supervisor/spawn-guarded.ts";
import { syncFolder } from "./sync-folder.ts";

export type Making = { files: EmbeddedFiles; account: Account; programs: Programs; isDurable: boolean };

/**
 * Opens the cluster's folder, making it on the first start. It is built aside and renamed when complete, so a process
 * that dies in between leaves nothing that looks like a database.
 *
 * @throws embedded.cluster_incomplete, embedded.cluster_of_another_major, embedded.account_unnamed, embedded.start_failed
 */
export async function openCluster(making: Making): Promise<Credentials> {
  const { files, programs } = making;
  await sweepHalfMade(files);
  if (!fs.existsSync(files.cluster)) return makeCluster(making);
  const major = majorOf(files.cluster);
  if (major !== programs.major) {
    const facts = { folder: files.cluster, made_by: major, this_version: programs.major };
    throw embeddedErrors.cluster_of_another_major(facts);
  }
  return readCredentials(files.credentials) ?? (await replaceCredentials(making));
}

/** @throws embedded.cluster_incomplete */
export function majorOf(cluster: string): string {
  const versionFile = join(cluster, "PG_VERSION");
  if (!fs.existsSync(versionFile)) throw embeddedErrors.cluster_incomplete({ folder: cluster });
  return fs.readFileSync(versionFile, "utf8").trim();
}

/** An initdb whose supervisor was killed may still be on its way down, and write while we remove. */
export async function sweepHalfMade({ newCluster }: EmbeddedFiles): Promise<void> {
  const folder = dirname(newCluster);
  for (const name of fs.readdirSync(folder).filter((entry) => entry.startsWith(basename(newCluster)))) {
    await fs.promises.rm(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

async function makeCluster(making: Making): Promise<Credentials> {
  const { files } = making;
  const credentials = makeCredentials();
  const build = await buildCluster(making, credentials);
  writeCredentials(files.credentials, credentials);
  placeCluster(files, build, files.cluster);
  return credentials;
}

/** A whole cluster that nothing knows of yet. */
export async function buildCluster(making: Making, credentials: Credentials): Promise<string> {
  const { files, account } = making;
  const staging = fs.mkdtempSync(files.newCluster);
  const build = join(staging, "cluster");
  const passwordFile = join(staging, "password");
  fs.mkdirSync(build, { mode: 0o700 });
  fs.writeFileSync(passwordFile, credentials.postgres, { mode: 0o600 });
  for (const path of [build, passwordFile, staging]) giveToAccount(path, account);
  await initialize(making, build, passwordFile);
  await runSingleUser(making, build, [
    `CREATE ROLE ${ownerRole} LOGIN CREATEROLE CREATEDB PASSWORD '${credentials.owner}'`,
    `CREATE DATABASE ${databaseName} OWNER ${ownerRole}`,
  ]);
  return build;
}

export function placeCluster(files: EmbeddedFiles, build: string, target: string): void {
  fs.renameSync(build, target);
  syncFolder(files.folder);
  fs.rmSync(dirname(build), { recursive: true, force: true });
}

/** Whoever may write the data folder may set new passwords: losing the file must not lose the database. */
export async function replaceCredentials(making: Making): Promise<Credentials> {
  const credentials = makeCredentials();
  await runSingleUser(making, making.files.cluster, [
    `ALTER ROLE postgres PASSWORD '${credentials.postgres}'`,
    `ALTER ROLE ${ownerRole} PASSWORD '${credentials.owner}'`,
  ]);
  writeCredentials(making.files.credentials, credentials);
  return credentials;
}

async function initialize(making: Making, folder: string, passwordFile: string): Promise<void> {
  const { programs, account, isDurable } = making;
  // The built-in locale: no sort order that depends on the host's glibc or the bundled ICU.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const args = ["-D", folder, ...access, ...locale, "--no-instructions", ...(isDurable ? [] : ["--no-sync"])];
  const program = join(programs.folder, "bin/initdb");
  const detail = await runGuarded({ account, program, args, stopSignal: "TERM" }, []);
  if (detail?.includes("look up effective user ID")) throw embeddedErrors.account_unnamed({ account: account.name });
  if (detail !== undefined) throw embeddedErrors.start_failed({ program: "initdb", detail });
}

/** Runs statements with no server and no client, one line each; the first that fails ends it. */
async function runSingleUser(making: Making, folder: string, statements: string[]): Promise<void> {
  const { programs, account, isDurable } = making;
  const settings = ["exit_on_error=on", "log_min_error_statement=panic", ...(isDurable ? [] : ["fsync=off"])];
  const args = ["--single", "-D", folder, ...settings.flatMap((setting) => ["-c", setting]), "postgres"];
  const program = join(programs.folder, "bin/postgres");
  const detail = await runGuarded({ account, program, args, stopSignal: "TERM" }, statements);
  if (detail !== undefined) throw embeddedErrors.start_failed({ program: "postgres --single", detail });
}

function giveToAccount(path: string, { ids }: Account): void {
  if (ids.uid !== undefined && ids.gid !== undefined) fs.chownSync(path, ids.uid, ids.gid);
}
