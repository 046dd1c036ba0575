import { flushCompileCache } from "node:module";
import { composeApp } from "../../app.ts";
import { systemClock } from "../../framework/clock.ts";
import type { Deployment } from "../../framework/context.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { openLog } from "../../framework/log.ts";
import { keepSchedules } from "../../framework/jobs/schedules.ts";
import { openSignals } from "../../framework/database/signals.ts";
import { openDatabase } from "../../framework/database/tenant.ts";
import { startWorker } from "../../framework/jobs/worker.ts";
import { parseDocument } from "../../operate/parsing/parse-document.ts";
import { readPicture } from "../../operate/parsing/read-picture.ts";

/** A worker in a process of its own, to be killed. Its parent tells it where to work. */
export type WorkPlace = { urls: { app: string; system: string }; keysFolder: string; deployment: Deployment };

process.once("message", (around: WorkPlace) => {
  const log = openLog({ level: "silent" });
  const app = composeApp({
    database: openDatabase({ appUrl: around.urls.app, systemUrl: around.urls.system }),
    signals: openSignals(around.urls.system, log),
    clock: systemClock,
    keyring: readKeyring(around.keysFolder),
    log,
    deployment: around.deployment,
    parseDocument: parseDocument(),
    readPicture: readPicture(),
  });
  void keepSchedules(app).then(() => {
    startWorker(app);
    flushCompileCache(); // else written at an end in peace, which it is not to have
    process.send!("working");
  });
});
process.once("disconnect", () => process.exit(0));
