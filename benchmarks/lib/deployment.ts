import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "../../server/src/operate/parsing/parse-document.ts";
import { composeApp } from "../../server/src/app.ts";
import type { App } from "../../server/src/framework/app.ts";
import { systemClock } from "../../server/src/framework/clock.ts";
import { openLog } from "../../server/src/framework/log.ts";
import { openSignals } from "../../server/src/framework/database/signals.ts";
import { openDatabase } from "../../server/src/framework/database/tenant.ts";
import { openThrowAwayCluster } from "../../server/src/operate/embedded/throw-away-cluster.ts";
import { migrate } from "../../server/src/operate/schema/migrate.ts";

export type BenchDeployment = { app: App; ownerUrl: string; superuserUrl: string; close(): Promise<void> };

/** A deployment of its own on a fresh cluster with PostgreSQL's default durability. */
export async function openBenchDeployment(): Promise<BenchDeployment> {
  const cluster = await openThrowAwayCluster();
  const keysFolder = mkdtempSync(join(tmpdir(), "avow-bench-keys-"));
  const { keyring, appUrl, systemUrl } = await migrate({ ownerUrl: cluster.url, keysFolder, clock: systemClock });
  const log = openLog({ level: "error" });
  const database = openDatabase({ appUrl, systemUrl });
  const signals = openSignals(systemUrl, log);
  const deployment = {
    origin: "http://localhost",
    allowLoopbackModels: true,
    allowLoopbackTargets: true,
    version: "bench",
    smtpUrl: undefined,
    mailFrom: "avow@localhost",
    objects: { kind: "folder" as const, folder: mkdtempSync(join(tmpdir(), "avow-objects-")) },
  };
  const app = composeApp({
    database,
    signals,
    clock: systemClock,
    keyring,
    log,
    deployment,
    parseDocument: parseDocument(),
  });
  return {
    app,
    ownerUrl: cluster.url,
    superuserUrl: cluster.superuserUrl,
    async close() {
      await Promise.all([signals.close(), database.close()]);
      await cluster.stop();
    },
  };
}
