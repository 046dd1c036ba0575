import { canEnter, chooseAccount, type Account } from "./choose-account.ts";
import { type EmbeddedFiles, embeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import { type LimitedLog, openLimitedLog } from "./supervisor/limited-log.ts";
import { openCluster } from "./cluster/make-cluster.ts";
import { outwaitFormer } from "./supervisor/outwait-former.ts";
import { preparePrograms } from "./programs/prepare-programs.ts";
import { type Postmaster, runPostmaster } from "./supervisor/run-postmaster.ts";
import { serverSettings } from "./settings.ts";
import { finishSwap } from "./cluster/swap-clusters.ts";
import type { SupervisorPlan } from "./supervisor/supervisor-plan.ts";
import { giveToFolderOwner } from "./write-private.ts";

/** A cluster that is ready to be started, on a port chosen by the caller; undefined when PostgreSQL ended at once. */
export type Database = { log: LimitedLog; start(port: number): Promise<Postmaster | undefined> };

/** Everything between an empty folder and a server that can be started. @throws any of embeddedErrors */
export async function openDatabase(plan: SupervisorPlan): Promise<Database> {
  const files = embeddedFiles(plan.dataDir);
  finishSwap(files);
  const account = chooseAccount(files.cluster);
  checkReach(account, files);
  const programs = preparePrograms(account, files.programs);
  const log = openLimitedLog(files.postgresLog);
  giveToFolderOwner(files.postgresLog);
  await outwaitFormer(files);
  await openCluster({ files, account, programs, isDurable: plan.isDurable });
  return {
    log,
    start: (port) =>
      runPostmaster({ account, programs, cluster: files.cluster, settings: serverSettings(plan.settings, port), log }),
  };
}

export function checkReach(account: Account, files: EmbeddedFiles): void {
  if (canEnter(account, files.folder)) return;
  throw embeddedErrors.folder_unreachable({ folder: files.folder, account: account.name });
}
