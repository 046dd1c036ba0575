import { join } from "node:path";
import { chooseDataFolder } from "../embedded/choose-data-folder.ts";
import { readCredentials, superuserUrl } from "../embedded/cluster/credentials.ts";
import { describeEmbedded } from "../embedded/describe-embedded.ts";
import { embeddedFiles } from "../embedded/embedded-files.ts";
import type { CommandOutput } from "./offline-verifier.ts";

const checkout = join(import.meta.dirname, "../../../..");

/** `avow database`: where the embedded database keeps its data and what runs now; `avow database url`: its superuser. */
export async function run(args: string[], io: CommandOutput): Promise<number> {
  // Only asked where the data is, not to make a place for it.
  const { dataDir } = chooseDataFolder({ checkout, chosen: process.env["AVOW_DATA_DIR"], isEmbedded: false });
  if (args[0] === "url") return tellUrl(dataDir, io);
  const { cluster, log, port, postmasterPid, supervisorPid } = describeEmbedded(dataDir);
  io.out(`Data folder   ${dataDir}`);
  io.out(`Database      ${cluster}`);
  io.out(`Log           ${log}`);
  io.out(`Address       ${port === undefined ? "chosen at the first start" : `127.0.0.1:${port}`}`);
  io.out(postmasterPid ? `Running       process ${postmasterPid}, kept by ${supervisorPid}` : "Not running");
  return 0;
}

/** For psql and pg_dump, which row-level security would otherwise stop. */
function tellUrl(dataDir: string, io: CommandOutput): number {
  const { port, postmasterPid } = describeEmbedded(dataDir);
  const credentials = readCredentials(embeddedFiles(dataDir).credentials);
  if (port === undefined || postmasterPid === undefined || credentials === undefined) {
    io.error("The embedded database does not run. Start Avow first.");
    return 1;
  }
  io.out(superuserUrl(credentials, port));
  return 0;
}
