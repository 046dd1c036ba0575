import fs from "node:fs";
import { type Account, chooseAccount } from "../choose-account.ts";
import { findFreePort } from "../choose-port.ts";
import { type Credentials, ownerUrl, readCredentials } from "./credentials.ts";
import { type EmbeddedFiles, embeddedFiles } from "../embedded-files.ts";
import { embeddedErrors } from "../errors.ts";
import { findFormerPrograms } from "../programs/find-former-programs.ts";
import { openLimitedLog } from "../supervisor/limited-log.ts";
import { waitForLock } from "../supervisor/lock-file.ts";
import { buildCluster, majorOf, placeCluster, replaceCredentials, sweepHalfMade } from "./make-cluster.ts";
import { checkReach } from "../open-database.ts";
import { outwaitFormer } from "../supervisor/outwait-former.ts";
import { preparePrograms, type Programs } from "../programs/prepare-programs.ts";
import { runPostmaster } from "../supervisor/run-postmaster.ts";
import { serverSettings } from "../settings.ts";
import { finishSwap, swapClusters } from "./swap-clusters.ts";

export type Upgrade = {
  dataDir: string;
  /** The folder of the older major version's programs, where it is not one of those that packages use. */
  formerPrograms?: string | undefined;
  /** Copies the database at one address of its owner into the empty one at another, and compares them. */
  copy(from: string, to: string): Promise<void>;
  say(line: string): void;
};

/** A cluster and the programs that run it. */
type Side = { cluster: string; programs: Programs };

const megabyte = 1024 * 1024;
/** Rows packed anew take less than before; some is needed for the log of writing them. */
const roomRatio = 1.1;

/**
 * Brings the cluster of an older major version to the one whose programs are installed: a new cluster is made beside it,
 * filled with a copy, and put in its place. Whatever is killed, and when, leaves one of the two whole and in place.
 * Nobody else has the folder meanwhile: whoever starts waits for the same lock.
 *
 * @throws embedded.former_programs_missing, embedded.upgrade_needs_space, embedded.start_failed, embedded.cluster_of_another_major
 */
export async function upgradeCluster({ dataDir, formerPrograms, copy, say }: Upgrade): Promise<void> {
  const files = embeddedFiles(dataDir);
  const unlock = await waitForLock(files.lock);
  try {
    finishSwap(files);
    const account = chooseAccount(files.cluster);
    checkReach(account, files);
    const programs = preparePrograms(account, files.programs);
    const major = majorOf(files.cluster);
    if (major === programs.major) return; // another process was first
    if (Number(major) > Number(programs.major))
      throw embeddedErrors.cluster_of_another_major({ folder: files.cluster, made_by: major });
    await outwaitFormer(files);
    const former = findFormerPrograms(files, account, { major, chosen: formerPrograms });
    await refuseWithoutRoom(files);
    say(`The database is brought from PostgreSQL ${major} to ${programs.major}. It can be interrupted at any time.`);
    await replaceBy(files, account, { former, programs }, copy);
    say(`The database is PostgreSQL ${programs.major} now.`);
  } finally {
    unlock();
  }
}

/** Copies a cluster into one of other programs and swaps them. The caller holds the folder's lock. */
export async function replaceBy(
  files: EmbeddedFiles,
  account: Account,
  { former, programs }: { former: Programs; programs: Programs },
  copy: Upgrade["copy"],
): Promise<void> {
  const making = { files, account, programs, isDurable: true };
  await sweepHalfMade(files);
  const credentials = readCredentials(files.credentials) ?? (await replaceCredentials({ ...making, programs: former }));
  placeCluster(files, await buildCluster(making, credentials), files.upgraded);
  const serving = openServing(files, account, credentials);
  await serving({ cluster: files.cluster, programs: former }, (source) =>
    serving({ cluster: files.upgraded, programs }, (target) => copy(source, target)),
  );
  swapClusters(files);
}

async function refuseWithoutRoom({ folder, cluster }: EmbeddedFiles): Promise<void> {
  const { bavail, bsize } = await fs.promises.statfs(folder);
  const needed = (await sizeOf(cluster)) * roomRatio;
  if (bavail * bsize > needed) return;
  const facts = { needed_mb: Math.ceil(needed / megabyte), free_mb: Math.floor((bavail * bsize) / megabyte) };
  throw embeddedErrors.upgrade_needs_space(facts);
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  const entries = await fs.promises.readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile()))
    bytes += (await fs.promises.stat(`${entry.parentPath}/${entry.name}`)).size;
  return bytes;
}

/** Runs servers for as long as some work takes; none outlives this process. */
function openServing(files: EmbeddedFiles, account: Account, credentials: Credentials) {
  const log = openLimitedLog(files.postgresLog);
  return async (side: Side, work: (url: string) => Promise<void>): Promise<void> => {
    const port = await findFreePort();
    const server = await runPostmaster({ account, ...side, settings: serverSettings({}, port), log });
    if (!server) throw embeddedErrors.start_failed({ detail: log.tail(), log: files.postgresLog });
    try {
      await work(ownerUrl(credentials, port));
    } finally {
      await server.stop();
    }
  };
}
