import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export const checkout = join(import.meta.dirname, "../..");

export type Started = {
  child: ChildProcess;
  origin: string;
  readyMs: number;
  ownerToken?: string;
  stop(): Promise<void>;
};

/** Starts Avow as an operator does, on a free port, and waits until it says it is ready. */
export function startAvow(
  folders: { data: string; keys: string },
  more: Record<string, string> = {},
): Promise<Started> {
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: checkout,
    env: {
      ...process.env,
      PORT: "0",
      AVOW_DATA_DIR: folders.data,
      AVOW_KEYS_DIR: folders.keys,
      AVOW_LOG_LEVEL: "error",
      ...more,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const port = /Avow is ready: http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (!port) return;
      const ownerToken = /#token=([\w-]+)/.exec(said)?.[1];
      resolve({
        child,
        origin: `http://localhost:${port}`,
        readyMs: performance.now() - began,
        ...(ownerToken === undefined ? {} : { ownerToken }),
        stop: () => stop(child),
      });
    });
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
  });
}

const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
