import type { Clock } from "../framework/clock.ts";
import type { Logger } from "../framework/log.ts";
import { copyDatabase } from "./schema/copy-database.ts";
import { embeddedFiles } from "./embedded/embedded-files.ts";
import { keepPrograms } from "./embedded/programs/keep-programs.ts";
import { dropFormer } from "./embedded/cluster/swap-clusters.ts";
import { upgradeCluster } from "./embedded/cluster/upgrade-cluster.ts";
import type { Settings } from "./settings.ts";

type Say = (line: string) => void;
type With = { version: string; clock: Clock; say: Say };

/** Brings the embedded database of an older major version to this one's. @throws what `upgradeCluster` throws */
export function upgradeEmbedded(settings: Settings, { version, clock, say }: With): Promise<void> {
  const { dataFolder: dataDir, keysFolder, formerPrograms } = settings;
  const copy = (from: string, to: string) => copyDatabase({ from, to, keysFolder, clock, version, say });
  return upgradeCluster({ dataDir, formerPrograms, copy, say });
}

/**
 * Once Avow serves: deletes what an upgrade put aside, and keeps the programs with the cluster for the next one.
 * @returns waits for it
 */
export function settleEmbedded(settings: Settings, log: Logger, say: Say): () => Promise<void> {
  if (settings.databaseUrl) return () => Promise.resolve();
  if (dropFormer(embeddedFiles(settings.dataFolder))) say("It serves; the former database is deleted.");
  const kept = keepPrograms(settings.dataFolder).catch((err: unknown) =>
    log.warn({ err }, "PostgreSQL's programs could not be kept beside the database for the next upgrade"),
  );
  return () => kept;
}
