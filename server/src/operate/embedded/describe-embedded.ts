import fs from "node:fs";
import { readPort } from "./choose-port.ts";
import { embeddedFiles } from "./embedded-files.ts";
import type { SupervisorRecord } from "./supervisor/leases.ts";
import { isPostmasterAlive, readPostmasterFile } from "./supervisor/postmaster-file.ts";

export type EmbeddedDescription = {
  dataDir: string;
  cluster: string;
  log: string;
  port: number | undefined;
  /** Undefined while no server runs. */
  postmasterPid: number | undefined;
  supervisorPid: number | undefined;
};

/** What runs for a data folder right now, for operators and for tests that kill it. */
export function describeEmbedded(dataDir: string): EmbeddedDescription {
  const files = embeddedFiles(dataDir);
  const supervisor = fs.existsSync(files.record)
    ? (JSON.parse(fs.readFileSync(files.record, "utf8")) as SupervisorRecord)
    : undefined;
  return {
    dataDir: files.dataDir,
    cluster: files.cluster,
    log: files.postgresLog,
    port: readPort(files.port),
    postmasterPid: isPostmasterAlive(files.cluster) ? readPostmasterFile(files.cluster)?.pid : undefined,
    supervisorPid: supervisor?.pid,
  };
}
