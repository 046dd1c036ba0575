import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readPort } from "../../server/src/operate/embedded/choose-port.ts";
import { readCredentials, superuserUrl } from "../../server/src/operate/embedded/cluster/credentials.ts";
import { embeddedFiles } from "../../server/src/operate/embedded/embedded-files.ts";
import { describeEmbedded } from "../../server/src/operate/embedded/describe-embedded.ts";

const usualFile = join(import.meta.dirname, "../../server/src/main.ts");

export type Victim = "web" | "worker" | "database";

/** A web process, a worker and their database, as an operator splits them; each can be killed and comes back. */
export type Processes = {
  origin: string;
  ownerToken: Promise<string>;
  output(): string;
  /** Reads the database past every policy. */
  databaseUrl(): string;
  kill(victim: Victim): Promise<void>;
  stop(): Promise<{ orphans: number[] }>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** What starts in the place of the server itself, and what it is told besides. */
export type Entry = { file?: string; env?: Record<string, string> };

export async function startProcesses({ file = usualFile, env: more = {} }: Entry = {}): Promise<Processes> {
  const root = mkdtempSync(join(tmpdir(), "avow-chaos-"));
  chmodSync(root, 0o711); // the database's account passes through
  const dataDir = join(root, "data");
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    AVOW_DATA_DIR: dataDir,
    AVOW_KEYS_DIR: join(root, "keys"),
    AVOW_LOG_LEVEL: "warn",
    ...more,
  };
  const children = new Map<string, ChildProcess>();
  let output = "";
  let isStopping = false;
  let foundToken: (token: string) => void = () => undefined;
  const ownerToken = new Promise<string>((resolve) => (foundToken = resolve));

  const start = (role: "web" | "worker"): void => {
    const child = spawn(process.execPath, [file, "--role", role], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.set(role, child);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-200_000);
        const token = /welcome#token=([\w-]+)/.exec(output)?.[1];
        if (token) foundToken(token);
      });
    }
    child.once("exit", () => {
      if (!isStopping) setTimeout(() => start(role), 200);
    });
  };
  start("web");
  start("worker");

  return {
    origin: `http://localhost:${port}`,
    ownerToken,
    output: () => output,
    databaseUrl() {
      const { credentials, port: portFile } = embeddedFiles(dataDir);
      return superuserUrl(readCredentials(credentials)!, readPort(portFile)!);
    },
    async kill(victim) {
      if (victim !== "database") {
        children.get(victim)?.kill("SIGKILL");
        return;
      }
      const pid = describeEmbedded(dataDir).postmasterPid;
      if (pid !== undefined) process.kill(pid, "SIGKILL");
    },
    async stop() {
      const { postmasterPid, supervisorPid } = describeEmbedded(dataDir);
      isStopping = true;
      await Promise.all([...children.values()].map((child) => ended(child)));
      const orphans = await survivors([postmasterPid, supervisorPid].filter((pid) => pid !== undefined));
      rmSync(root, { recursive: true, force: true });
      return { orphans };
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

const survivalMs = 15_000;

/** Which of these are still there after everything had time to go. */
async function survivors(pids: readonly number[]): Promise<number[]> {
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  };
  for (let waited = 0; waited < survivalMs && pids.some(isAlive); waited += 200) await sleep(200);
  return pids.filter(isAlive);
}
