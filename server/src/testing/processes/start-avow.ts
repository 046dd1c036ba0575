import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { until } from "../world.ts";

const program = join(import.meta.dirname, "../../main.ts");

/** What a process's end looked like: its exit code, or the signal that it died of. */
export type End = { code: number | null; signal: NodeJS.Signals | null };

/** A real process of Avow, as an operator starts it. */
export type Avow = {
  child: ChildProcess;
  /** Everything it wrote so far, standard output and error alike. */
  said(): string;
  /** Where it listens, once it says so; fails with its words when it ends before. */
  origin(): Promise<string>;
  ownerToken(): Promise<string>;
  ended: Promise<End>;
  /** Asks it to stop, and waits until it has. */
  stop(signal?: NodeJS.Signals): Promise<End>;
};

/** What a process of a test is given of this one's environment: no more than what it cannot start, or start soon, without. */
export function bareEnvironment(): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}

/** Starts `main.ts`. It goes with the test's process, however that ends. */
export function startAvow(env: Record<string, string>, ...args: string[]): Avow {
  const around = {
    ...bareEnvironment(),
    HOME: tmpdir(),
    PORT: "0",
    AVOW_WORKER_PORT: "0",
    AVOW_LOG_LEVEL: "warn",
  };
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...around, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const ended = new Promise<End>((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const find = (pattern: RegExp) =>
    until(() => {
      const found = pattern.exec(words)?.[1];
      if (found === undefined && isOver()) throw new Error(`it ended: ${words}`);
      return found;
    }, 60_000);
  return {
    child,
    said: () => words,
    origin: () => find(/(?:Avow is ready: |metrics are on )(https?:\/\/[^\s/]+:\d+)/),
    ownerToken: () => find(/welcome#token=([\w-]+)/),
    ended,
    async stop(signal = "SIGTERM") {
      if (!isOver()) child.kill(signal);
      return ended;
    },
  };
}

export type TestDeployment = {
  databaseUrl: string;
  keysFolder: string;
  /** Variables that every process of it shares. */
  env: Record<string, string>;
  start(role: "web" | "worker" | "all", env?: Record<string, string>): Avow;
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Stops what runs, and removes everything. */
  close(): Promise<void>;
};

/** An empty database in the tests' cluster, and a keyring's folder that is not there yet. */
export async function openDeployment(): Promise<TestDeployment> {
  const database = await openFreshDatabase();
  const root = mkdtempSync(join(tmpdir(), "avow-deployment-"));
  chmodSync(root, 0o711);
  const keysFolder = join(root, "keys");
  const env = { DATABASE_URL: database.url, AVOW_KEYS_DIR: keysFolder, AVOW_DATA_DIR: join(root, "data") };
  const started: Avow[] = [];
  return {
    databaseUrl: database.url,
    keysFolder,
    env,
    start(role, more = {}) {
      const avow = startAvow({ ...env, ...more }, "--role", role);
      started.push(avow);
      return avow;
    },
    rows: database.rows,
    async close() {
      await Promise.all(started.map((avow) => avow.stop("SIGKILL")));
      await database.drop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export type FreshDatabase = Pick<TestDeployment, "rows"> & { name: string; url: string; drop(): Promise<void> };

/** A database of its own in the tests' cluster, with nothing in it. */
export async function openFreshDatabase(): Promise<FreshDatabase> {
  const cluster = process.env["AVOW_TEST_DATABASE_URL"];
  if (!cluster) throw new Error("tests need AVOW_TEST_DATABASE_URL; run them by npm test or npx vitest");
  const on = (database: string) => Object.assign(new URL(cluster), { pathname: `/${database}` }).toString();
  const name = `avow_fresh_${randomUUID().replaceAll("-", "")}`;
  await ask(on("postgres"), `create database ${name}`);
  return {
    name,
    url: on(name),
    /** As the system role, whom row-level security shows all rows. */
    rows: (sql, values) => ask(on(name), sql, values, "set role avow_system"),
    async drop() {
      // Connections take a moment to leave, and an owner may not throw other roles out.
      await until(() => ask(on("postgres"), `drop database if exists ${name}`).then(() => true, isInUse), 20_000);
    },
  };
}

function isInUse(error: unknown): false {
  if ((error as { code?: string }).code === "55006") return false;
  throw error;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = [], first?: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (first) await client.query(first);
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
