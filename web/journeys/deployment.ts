import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const checkout = join(import.meta.dirname, "../..");

export type Deployment = { origin: string; ownerLink: string; stop(): Promise<void> };

/** Starts Avow as an operator does, on folders of its own and a free port. */
export function startDeployment(settings: Record<string, string> = {}): Promise<Deployment> {
  const root = mkdtempSync(join(tmpdir(), "avow-journey-"));
  chmodSync(root, 0o711); // the database's account passes through
  const child = spawn("node", [join(checkout, "scripts/launch.mjs"), "start"], {
    env: {
      ...process.env,
      PORT: "0",
      AVOW_DATA_DIR: join(root, "data"),
      AVOW_KEYS_DIR: join(root, "keys"),
      AVOW_LOG_LEVEL: "warn",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const ownerLink = /http:\/\/localhost:\d+\/welcome#token=[\w-]+/.exec(said)?.[0];
      if (ownerLink) resolve({ origin: new URL(ownerLink).origin, ownerLink, stop: () => stop(child, root) });
    });
    child.once("exit", (code) => reject(new Error(`Avow ended with ${code}: ${said}`)));
  });
}

function stop(child: ChildProcess, root: string): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => {
      rmSync(root, { recursive: true, force: true });
      resolve();
    });
    child.kill("SIGTERM");
  });
}
