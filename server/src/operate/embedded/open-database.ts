import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { canEnter, chooseAccount, type Account } from "./choose-account.ts";
import { type EmbeddedFiles, embeddedFiles } from "./embedded-files.ts";
import { embeddedErrors } from "./errors.ts";
import { type LimitedLog, openLimitedLog } from "./limited-log.ts";
import { openCluster } from "./make-cluster.ts";
import { disownPostmasterFile, isPostmasterAlive, signalPostmaster } from "./postmaster-file.ts";
import { preparePrograms } from "./prepare-programs.ts";
import { type Postmaster, runPostmaster } from "./run-postmaster.ts";
import { serverSettings } from "./settings.ts";
import type { SupervisorPlan } from "./supervisor-plan.ts";
import { giveToFolderOwner } from "./write-private.ts";

/** A cluster that is ready to be started, on a port chosen by the caller; undefined when PostgreSQL ended at once. */
export type Database = { log: LimitedLog; start(port: number): Promise<Postmaster | undefined> };

const pollMs = 100;
const askFormerAfterPolls = 30;
const giveUpAfterPolls = 1_200;

/** Everything between an empty folder and a server that can be started. @throws any of embeddedErrors */
export async function openDatabase(plan: SupervisorPlan): Promise<Database> {
  const files = embeddedFiles(plan.dataDir);
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

function checkReach(account: Account, files: EmbeddedFiles): void {
  if (canEnter(account, files.folder)) return;
  throw embeddedErrors.folder_unreachable({ folder: files.folder, account: account.name });
}

/** The server of a supervisor that was killed is on its way down, or (its watchdog killed too) must be told. */
async function outwaitFormer({ cluster, postgresLog }: EmbeddedFiles): Promise<void> {
  for (let poll = 0; fs.existsSync(cluster) && isPostmasterAlive(cluster); poll += 1) {
    if (poll === askFormerAfterPolls) signalPostmaster(cluster, "SIGINT");
    if (poll === giveUpAfterPolls) {
      throw embeddedErrors.start_failed({ detail: "The former server does not end.", log: postgresLog });
    }
    await sleep(pollMs);
  }
  disownPostmasterFile(cluster);
}
