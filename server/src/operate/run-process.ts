import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { BlockList } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { composeApp } from "../app.ts";
import { openObservation } from "../compose/reach-operator-services.ts";
import type { App } from "../framework/app.ts";
import { systemClock } from "../framework/clock.ts";
import type { Deployment } from "../framework/context.ts";
import { type Logger, openLog } from "../framework/log.ts";
import { filledPort } from "../framework/ports.ts";
import { usageLogPort } from "../framework/usage-log.ts";
import { observeWith } from "../framework/observe.ts";
import { openSignals } from "../framework/database/signals.ts";
import { openDatabase } from "../framework/database/tenant.ts";
import { keepSchedules } from "../framework/jobs/schedules.ts";
import { startWorker, type Worker } from "../framework/jobs/worker.ts";
import { issueOwnerLink } from "../modules/deployment/public.ts";
import { parseDocument } from "./parsing/parse-document.ts";
import { readPicture } from "./parsing/read-picture.ts";
import { migrate, type Migrated } from "./schema/migrate.ts";
import { openBackupTools } from "./verbs/open-backup-tools.ts";
import { openEpochStores } from "./open-epoch-stores.ts";
import { reachDatabase } from "./reach-database.ts";
import { handOver } from "./serve/answer-unreadable.ts";
import { readPolicyEngines } from "./read-policy-engines.ts";
import type { Vitals } from "./serve/health.ts";
import { readGauges } from "./serve/read-gauges.ts";
import { buildHttp } from "./serve/build-http.ts";
import { CannotListen, listen, type Listening } from "./serve/listen.ts";
import { readVersion, type Settings, usualWorkerPort } from "./settings.ts";
import { settleEmbedded, upgradeEmbedded } from "./upgrade-embedded.ts";

/** In-flight requests and jobs have this long to end once a stop is asked for. */
const graceMs = 10_000;

/** A part that cannot end, because what it waits for is away, is left behind after this. */
const partMs = graceMs + 2000;

/** What a test puts in the place of single parts; an operator's process has none of it. */
export type Replaced = { compose?: typeof composeApp; leaseMs?: number };

export type Running = { origin: string; ownerLink: string | undefined; stop(): Promise<void> };
type Part = () => Promise<unknown>;

/** Brings up one process: database, migrations, HTTP, worker, as its role says. What is up ends again on failure. */
export async function runProcess(
  settings: Settings,
  checkout: string,
  say: (line: string) => void,
  replaced: Replaced = {},
): Promise<Running> {
  const log = openLog({ level: settings.logLevel });
  const parts: Part[] = [];
  const stop = () => stopInOrder(log, parts.toReversed());
  try {
    return { ...(await bringUp(settings, checkout, say, { log, parts, replaced })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  settings: Settings,
  checkout: string,
  say: (line: string) => void,
  { log, parts, replaced }: { log: Logger; parts: Part[]; replaced: Replaced },
): Promise<Omit<Running, "stop">> {
  const { keyring, appUrl, systemUrl, ownerUrl } = await openMigrated(settings, checkout, { log, parts, say });
  const database = openDatabase({
    appUrl,
    systemUrl,
    onError: (err) => log.warn({ err }, "an idle database connection was lost"),
  });
  parts.push(() => database.close());
  const signals = openSignals(systemUrl, log);
  parts.push(() => signals.close());
  const deployment = describeDeployment(settings, checkout);
  const backups = openBackupTools(settings, keyring, { ownerUrl, systemUrl });
  const epochs = { stores: openEpochStores(settings), copyKeys: backups.copyKeys };
  const engine = await readPolicyEngines(settings, log);
  const { compose = composeApp, leaseMs } = replaced;
  const app = compose(
    {
      database,
      signals,
      clock: systemClock,
      keyring,
      log,
      deployment,
      backups,
      epochs,
      parseDocument: parseDocument(),
      readPicture: readPicture(),
    },
    engine,
  );
  await keepSchedules(app);
  parts.push(filledPort(app.ports, usageLogPort).keepWriting());
  let worker: Worker | undefined;
  const workerBeat = () => worker?.lastBeat();
  const telemetry = openObservation({
    version: deployment.version,
    role: settings.role,
    otlp: settings.otlp,
    gauges: readGauges(app, workerBeat),
  });
  parts.push(() => telemetry.close());
  observeWith(telemetry.observer);
  const { exposition } = telemetry;
  const listening = await serve(app, settings, checkout, { workerBeat, exposition });
  if (settings.role !== "web") worker = startWorker(app, leaseMs);
  // Both at once: no job is begun while the last requests end.
  parts.push(() => Promise.all([listening.close(graceMs), worker?.stop(graceMs)]));
  parts.push(settleEmbedded(settings, log, say));
  if (settings.notice) say(settings.notice);
  if (settings.role === "worker") return { origin: `http://localhost:${listening.port}`, ownerLink: undefined };

  const here = `${settings.tls ? "https" : "http"}://localhost:${listening.port}`;
  if (!settings.origin) Object.assign(deployment, { origin: here });
  const token = await issueOwnerLink(app);
  return { origin: deployment.origin, ownerLink: token && `${deployment.origin}/welcome#token=${token}` };
}

async function openMigrated(
  settings: Settings,
  checkout: string,
  { log, parts, say }: { log: Logger; parts: Part[]; say: (line: string) => void },
): Promise<Migrated & { ownerUrl: string }> {
  const upgrade = () => upgradeEmbedded(settings, { version: readVersion(checkout), clock: systemClock, say });
  const { ownerUrl, serverUrl, stop } = await reachDatabase(settings, upgrade);
  parts.push(stop);
  const { keysFolder } = settings;
  const epochStores = openEpochStores(settings);
  const migrated = await migrate({ ownerUrl, serverUrl, keysFolder, epochStores, clock: systemClock });
  if (migrated.applied.length > 0) log.info({ applied: migrated.applied }, "migrated");
  return { ...migrated, ownerUrl };
}

/** A worker writes links to where people reach the web process, which it knows only by the same settings. */
const describeDeployment = (settings: Settings, checkout: string): Deployment => ({
  origin: settings.origin ?? `${settings.tls ? "https" : "http"}://localhost:${settings.port}`,
  allowLoopbackModels: settings.allowLoopbackModels,
  allowLoopbackTargets: settings.allowLoopbackTargets,
  version: readVersion(checkout),
  cookie: settings.cookie,
  google: settings.google,
  connectors: settings.connectors,
  smtpUrl: settings.smtpUrl,
  mailFrom: settings.mailFrom,
  dkim: settings.dkim,
  bounceToken: settings.bounceToken,
  nameServer: settings.nameServer,
  countryFile: settings.countryFile,
  objects: settings.objects,
});

function serve(app: App, settings: Settings, checkout: string, vitals: Vitals): Promise<Listening> {
  const isWorkerOnly = settings.role === "worker";
  const webFolder = join(checkout, "web/dist");
  const http = buildHttp(app, {
    trustedProxies: isWorkerOnly ? new BlockList() : settings.trustedProxies, // nothing stands before its loopback port
    allowPlainHttp: settings.allowPlainHttp,
    webFolder: isWorkerOnly || !existsSync(join(webFolder, "index.html")) ? undefined : webFolder,
    vitals: settings.role === "web" ? { exposition: vitals.exposition } : vitals,
    isWorkerOnly,
  });
  if (isWorkerOnly) return listenAsWorker(handOver(http), settings.workerPort);
  return listen(handOver(http), { host: settings.host, port: settings.port, tls: settings.tls });
}

/** One worker of a machine is where Prometheus looks for it; further ones are wherever there is room. */
async function listenAsWorker(handle: RequestListener, chosen: number | undefined): Promise<Listening> {
  const at = (port: number) => listen(handle, { host: "127.0.0.1", port, tls: undefined });
  if (chosen !== undefined) return at(chosen);
  return at(usualWorkerPort).catch((error: unknown) => {
    if (!(error instanceof CannotListen)) throw error;
    return at(0);
  });
}

async function stopInOrder(log: Logger, parts: readonly Part[]): Promise<void> {
  for (const end of parts) {
    const late = wait(partMs, undefined, { ref: false }).then(() => {
      throw new Error("it took too long");
    });
    await Promise.race([end(), late]).catch((err: unknown) => log.warn({ err }, "a part did not stop cleanly"));
  }
}
