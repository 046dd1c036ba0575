import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMemoryFolder } from "../../../server/src/operate/embedded/find-memory-folder.ts";
import { startCollector } from "./collect-traces.ts";
import { readHeap } from "./read-heap.ts";

const checkout = join(import.meta.dirname, "../../..");

/** A web process and a worker as an operator starts them, over an embedded database of their own. */
export type Deployment = {
  origin: string;
  ownerToken: Promise<string>;
  dataFolder: string;
  keysFolder: string;
  /** What each process wrote, standard output and error alike. */
  logFolder: string;
  /** Everything that the web process still refers to, as its engine writes it down. */
  heap(): Promise<Buffer>;
  /** What both sent to a collector by OpenTelemetry, a file for each time. */
  traceFolder: string;
  /** Waits until all that was traced so far lies there. */
  untilTraced(): Promise<void>;
  stop(): Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Starts both on throw-away folders, in memory where there is room, and lets them log all they can. */
export async function startDeployment(): Promise<Deployment> {
  const root = mkdtempSync(join(findMemoryFolder() ?? tmpdir(), "avow-acceptance-"));
  chmodSync(root, 0o711); // the database's account passes through
  const [dataFolder, keysFolder, logFolder, traceFolder, heaps] = ["data", "keys", "logs", "traces", "heaps"].map(
    (name) => join(root, name),
  ) as [string, string, string, string, string];
  const folders = { dataFolder, keysFolder, logFolder, traceFolder };
  for (const folder of [logFolder, heaps]) mkdirSync(folder);
  const collector = await startCollector(traceFolder);
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    AVOW_DATA_DIR: dataFolder,
    AVOW_KEYS_DIR: keysFolder,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    AVOW_LOG_LEVEL: "debug",
    AVOW_ALLOW_LOOPBACK_MODELS: "1",
    AVOW_ALLOW_LOOPBACK_TARGETS: "1",
  };
  delete env["DATABASE_URL"];
  const web = startProcess("web", env, logFolder, ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${heaps}`]);
  const worker = startProcess("worker", env, logFolder);
  const origin = `http://localhost:${port}`;
  return {
    ...folders,
    origin,
    untilTraced: () => collector.settle(["web", "worker"], () => fetch(origin)),
    ownerToken: Promise.race([findToken(web), endsEarly(web), endsEarly(worker)]),
    heap: () => readHeap(web, heaps),
    async stop() {
      await Promise.all([end(web), end(worker)]);
      collector.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function startProcess(
  role: "web" | "worker",
  env: NodeJS.ProcessEnv,
  logFolder: string,
  flags: readonly string[] = [],
): ChildProcess {
  const program = join(checkout, "server/src/main.ts");
  const child = spawn(process.execPath, [...flags, program, "--role", role], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(join(logFolder, `${role}.log`));
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(log, { end: false });
  return child;
}

/** The token of the owner link, from what the process prints at its start. */
function findToken({ stdout }: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve) => {
    stdout?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000);
      const token = /welcome#token=([\w-]+)/.exec(said)?.[1];
      if (token) resolve(token);
    });
  });
}

function endsEarly(child: ChildProcess): Promise<never> {
  return new Promise((_resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`a process ended with ${code} before it was ready`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
