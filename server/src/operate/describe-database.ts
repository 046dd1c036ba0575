import { join } from "node:path";
import { chooseDataFolder } from "./embedded/choose-data-folder.ts";
import { describeEmbedded } from "./embedded/describe-embedded.ts";
import type { CommandOutput } from "./offline-verifier.ts";

const checkout = join(import.meta.dirname, "../../..");

/** `avow database`: where the embedded database keeps its data, and what runs now. */
export async function run(_args: string[], io: CommandOutput): Promise<number> {
  const { dataDir } = chooseDataFolder({ checkout, chosen: process.env["AVOW_DATA_DIR"] });
  const { cluster, log, port, postmasterPid, supervisorPid } = describeEmbedded(dataDir);
  io.out(`Data folder   ${dataDir}`);
  io.out(`Database      ${cluster}`);
  io.out(`Log           ${log}`);
  io.out(`Address       ${port === undefined ? "chosen at the first start" : `127.0.0.1:${port}`}`);
  io.out(postmasterPid ? `Running       process ${postmasterPid}, kept by ${supervisorPid}` : "Not running");
  return 0;
}
