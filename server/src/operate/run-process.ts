import { existsSync } from "node:fs";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { composeApp } from "../app.ts";
import type { App } from "../framework/app.ts";
import { systemClock } from "../framework/clock.ts";
import { type Logger, openLog } from "../framework/log.ts";
import { openSignals } from "../framework/signals.ts";
import { openDatabase } from "../framework/tenant.ts";
import { keepSchedules } from "../framework/schedules.ts";
import { startWorker, type Worker } from "../framework/worker.ts";
import { issueOwnerLink } from "../modules/deployment/public.ts";
import { startEmbedded } from "./embedded/start-embedded.ts";
import { migrate } from "./migrate.ts";
import { buildHttp } from "./serve/build-http.ts";
import { listen, type Listening } from "./serve/listen.ts";
import { readVersion, type Settings } from "./settings.ts";

/** In-flight requests and jobs have this long to end once a stop is asked for. */
const graceMs = 10_000;

export type Running = { port: number; ownerLink: string | undefined; stop(): Promise<void> };

/** Brings up one process: database, migrations, HTTP, worker, as its role says. */
export async function runProcess(settings: Settings, checkout: string, say: (line: string) => void): Promise<Running> {
  const log = openLog({ level: settings.logLevel });
  const embedded = settings.databaseUrl
    ? undefined
    : await startEmbedded({
        dataDir: settings.dataFolder,
        whenLost: (reason) => {
          throw reason;
        },
      });
  const ownerUrl = settings.ownerUrl ?? settings.databaseUrl ?? embedded!.url;
  const { keyring, appUrl, systemUrl, applied } = await migrate({
    ownerUrl,
    keysFolder: settings.keysFolder,
    clock: systemClock,
  });
  if (applied.length > 0) log.info({ applied }, "migrated");

  const database = openDatabase({
    appUrl,
    systemUrl,
    onError: (err) => log.warn({ err }, "an idle database connection was lost"),
  });
  const signals = openSignals(systemUrl, log);
  const scheme = settings.tls ? "https" : "http";
  const deployment = {
    origin: settings.origin ?? `${scheme}://localhost:${settings.port}`,
    allowLoopbackModels: settings.allowLoopbackModels,
    version: readVersion(checkout),
    smtpUrl: settings.smtpUrl,
    mailFrom: settings.mailFrom,
  };
  const app = composeApp({ database, signals, clock: systemClock, keyring, log, deployment });
  await keepSchedules(app);
  const worker = settings.role === "web" ? undefined : startWorker(app);
  const listening = await serve(app, settings, worker, checkout);
  if (!settings.origin) Object.assign(deployment, { origin: `${scheme}://localhost:${listening.port}` });
  const token = settings.role === "worker" ? undefined : await issueOwnerLink(app);
  if (settings.notice) say(settings.notice);

  return {
    port: listening.port,
    ownerLink: token && `${deployment.origin}/welcome#token=${token}`,
    stop: () =>
      stopInOrder(log, [
        () => listening.close(graceMs),
        async () => worker?.stop(graceMs),
        () => signals.close(),
        () => database.close(),
        async () => embedded?.stop(),
      ]),
  };
}

function serve(app: App, settings: Settings, worker: Worker | undefined, checkout: string): Promise<Listening> {
  const isWorkerOnly = settings.role === "worker";
  const webFolder = join(checkout, "web/dist");
  const http = buildHttp(isWorkerOnly ? { ...app, endpoints: [] } : app, {
    trustedProxies: settings.trustedProxies,
    allowPlainHttp: settings.allowPlainHttp,
    webFolder: isWorkerOnly || !existsSync(join(webFolder, "index.html")) ? undefined : webFolder,
    vitals: worker ? { workerBeat: worker.lastBeat } : {},
  });
  const handle = getRequestListener((request, bindings) => http.fetch(request, bindings), {
    overrideGlobalObjects: false,
  });
  const at = isWorkerOnly
    ? { host: "127.0.0.1", port: 0, tls: undefined }
    : { host: settings.host, port: settings.port, tls: settings.tls };
  return listen((request, response) => void handle(request, response), at);
}

async function stopInOrder(log: Logger, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) await step().catch((err: unknown) => log.warn({ err }, "a part did not stop cleanly"));
}
