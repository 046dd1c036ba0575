import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlockList } from "node:net";
import pg from "pg";
import { composeApp } from "../app.ts";
import type { App } from "../framework/app.ts";
import { fakeClock, type FakeClock } from "../framework/clock.ts";
import type { Deployment } from "../framework/context.ts";
import { type Keyring, readKeyring } from "../framework/keys/keyring.ts";
import { openLog } from "../framework/log.ts";
import { openSignals } from "../framework/database/signals.ts";
import { openDatabase } from "../framework/database/tenant.ts";
import { keepSchedules } from "../framework/jobs/schedules.ts";
import { startWorker, type Worker } from "../framework/jobs/worker.ts";
import { parseDocument } from "../operate/parsing/parse-document.ts";
import { readPicture } from "../operate/parsing/read-picture.ts";
import { buildHttp } from "../operate/serve/build-http.ts";
import { makeTemplate, type Template } from "./make-template.ts";

export const testOrigin = "http://localhost:4600";

const clusterUrl = (): string => {
  const url = process.env["AVOW_TEST_DATABASE_URL"];
  if (!url) throw new Error("tests need AVOW_TEST_DATABASE_URL; run them by npm test or npx vitest");
  return url;
};

const onDatabase = (name: string): string => {
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return url.toString();
};

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: onDatabase("postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const objectInUse = "55006";

/** Closed connections take a moment to leave; whoever owns a database may not throw other roles out. */
async function dropDatabase(name: string): Promise<void> {
  const drop = () =>
    asAdmin((client) => client.query(`drop database if exists ${name}`)).then(
      () => true,
      (error: unknown) => {
        if ((error as { code?: string }).code === objectInUse) return false;
        throw error;
      },
    );
  await until(drop);
}

/** One per run where vitest began it (`start-test-database.ts`), else one per process. */
let ownTemplate: Promise<Template> | undefined;

const template = async (): Promise<Template> => {
  const ofTheRun = process.env["AVOW_TEST_TEMPLATE"];
  if (ofTheRun) return JSON.parse(ofTheRun) as Template;
  return (ownTemplate ??= makeTemplate(clusterUrl()));
};

const plenty = { perMinute: 1_000_000, burst: 1_000_000 };

/** What a world replaces in which nobody is told to wait: its clock stands still, and so would its limits. */
export const withoutLimits = () => ({ limits: { ordinary: plenty, expensive: plenty, credentials: plenty } });

/** A deployment of its own: fresh database, still clock, captured log, the HTTP surface in process. */
export type World = {
  app: App;
  clock: FakeClock;
  keyring: Keyring;
  /** Looks at all tenants' rows, for assertions. */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Connects as the owner of the database, who may change its structure. */
  owner: pg.Pool;
  urls: { owner: string; app: string; system: string };
  keysFolder: string;
  logLines: string[];
  request(path: string, init?: RequestInit & { ip?: string }): Promise<Response>;
  /** Starts a worker of this world; stopped at close. */
  work(): Promise<Worker>;
  close(): Promise<void>;
};

export async function openWorld(
  options: { replace?: (around: { keyring: Keyring }) => Partial<App>; deployment?: Partial<Deployment> } = {},
): Promise<World> {
  const { name: source, keysFolder: templateKeys, appUrl, systemUrl } = await template();
  const folder = mkdtempSync(join(tmpdir(), "avow-world-"));
  const keysFolder = join(folder, "keys");
  cpSync(templateKeys, keysFolder, { recursive: true });
  const name = `avow_test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin((client) => client.query(`create database ${name} template ${source} strategy file_copy`));
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const urls = { owner: onDatabase(name), app: at(appUrl), system: at(systemUrl) };
  const clock = fakeClock();
  const logLines: string[] = [];
  const log = openLog({ level: "debug", to: { write: (line) => void logLines.push(line) } });
  // A busy machine takes its time, and whoever tests that a database is away says how.
  const database = openDatabase({ appUrl: urls.app, systemUrl: urls.system, patienceMs: 60_000 });
  const signals = openSignals(urls.system, log);
  const keyring = readKeyring(keysFolder);
  const deployment: Deployment = {
    origin: testOrigin,
    allowLoopbackModels: true,
    allowLoopbackTargets: true,
    version: "0.0.0-test",
    smtpUrl: undefined,
    mailFrom: "avow@localhost",
    objects: { kind: "folder", folder: mkdtempSync(join(folder, "objects-")) },
    passwordCost: { memoryKiB: 19 * 1024, passes: 2, lanes: 1 },
    sandboxPaceMs: 0, // a test that looks at an answer in its midst asks for one that has a midst
    ...options.deployment,
  };
  const app = composeApp(
    { database, signals, clock, keyring, log, deployment, parseDocument: parseDocument(), readPicture: readPicture() },
    options.replace?.({ keyring }),
  );
  const http = buildHttp(app, {
    trustedProxies: new BlockList(),
    allowPlainHttp: true,
    webFolder: undefined,
    vitals: {},
  });
  const owner = new pg.Pool({ connectionString: urls.owner, max: 2 });
  const workers: Worker[] = [];
  return {
    app,
    clock,
    keyring,
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await database.system.query<Row>(sql, values)).rows,
    owner,
    urls,
    keysFolder,
    logLines,
    request: async (path, { ip = "127.0.0.1", ...init } = {}) =>
      http.request(`${testOrigin}${path}`, init, { incoming: { socket: { remoteAddress: ip } } }),
    async work() {
      await keepSchedules(app);
      // A world without TLS, backups and mail keeps not every promise, and its operator would be written to.
      await database.system.query("delete from job_schedules where name = 'promises.probe'");
      const worker = startWorker(app);
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((w) => w.stop(5000)));
      await Promise.all([signals.close(), database.close(), owner.end()]);
      await dropDatabase(name);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until `check` returns something, looking at once, soon and then often; fails the test after `mostMs`. */
export async function until<T>(
  check: () => Promise<T | undefined | false> | T | undefined | false,
  mostMs = 90_000,
): Promise<T> {
  const start = performance.now();
  for (let restMs = 2; ; restMs = Math.min(20, restMs * 2)) {
    const found = await check();
    if (found) return found;
    if (performance.now() - start > mostMs) throw new Error(`waited ${mostMs} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}
