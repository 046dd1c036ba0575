import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { EmbeddedFiles } from "../embedded-files.ts";
import { endOrphans } from "./end-orphans.ts";
import { embeddedErrors } from "../errors.ts";
import { disownPostmasterFile, isPostmasterAlive, signalPostmaster } from "./postmaster-file.ts";

const pollMs = 100;
const askFormerAfterPolls = 30;
const giveUpAfterPolls = 1_200;

/** The server of a supervisor that was killed is on its way down, or (its watchdog killed too) must be told. */
export async function outwaitFormer({ cluster, postgresLog }: EmbeddedFiles): Promise<void> {
  for (let poll = 0; fs.existsSync(cluster) && isPostmasterAlive(cluster); poll += 1) {
    if (poll === askFormerAfterPolls) signalPostmaster(cluster, "SIGINT");
    if (poll === giveUpAfterPolls) {
      throw embeddedErrors.start_failed({ detail: "The former server does not end.", log: postgresLog });
    }
    await sleep(pollMs);
  }
  disownPostmasterFile(cluster);
  await endOrphans(cluster);
}
