import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { WorkPlace } from "./worker-process.ts";
import type { World } from "../world.ts";

/** Starts a worker of this world in a process of its own. It goes with the test's process, whatever happens. */
export async function startWorkerProcess(world: World): Promise<{ kill(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, "worker-process.ts"), { execArgv: [], stdio: "inherit" });
  const place: WorkPlace = { urls: world.urls, keysFolder: world.keysFolder, deployment: world.app.deployment };
  child.send(place);
  await once(child, "message");
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
