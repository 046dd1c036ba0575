import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProcess } from "../../server/src/operate/run-process.ts";
import { readSettings } from "../../server/src/operate/settings.ts";

const checkout = join(import.meta.dirname, "../..");

export type Instance = { origin: string; stop(): Promise<void> };

/** Avow as anybody starts it, with a database, a keyring and a worker of its own, and nobody's data. */
export async function startOwnInstance(): Promise<Instance> {
  const root = mkdtempSync(join(tmpdir(), "avow-promises-"));
  chmodSync(root, 0o711); // the database's account passes through
  const env = {
    PORT: "0",
    AVOW_DATA_DIR: join(root, "data"),
    AVOW_KEYS_DIR: join(root, "keys"),
    AVOW_LOG_LEVEL: "error",
  };
  const running = await runProcess(readSettings(env, [], checkout), checkout, () => undefined);
  return {
    origin: running.origin,
    async stop() {
      await running.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
