import { composeApp } from "../../app.ts";
import { systemClock } from "../../framework/clock.ts";
import { readKeyring } from "../../framework/keyring.ts";
import { openLog } from "../../framework/log.ts";
import { openSignals } from "../../framework/signals.ts";
import { openDatabase, readIn } from "../../framework/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { cataloguePort } from "../catalogue.ts";
import { carryOutErasure } from "../erase/carry-out-erasure.ts";
import { forgetKeysPort } from "../keys.ts";

/** Goes on with one erasure, in a process of its own that a test may kill. Says "begun" and "done". */
const [appUrl = "", systemUrl = "", keysFolder = "", requestId = ""] = process.argv.slice(2);
const log = openLog({ level: "error" });
const database = openDatabase({ appUrl, systemUrl });
const signals = openSignals(systemUrl, log);
const keyring = readKeyring(keysFolder);
const deployment = {
  origin: "http://localhost:4600",
  allowLoopbackModels: false,
  version: "0.0.0-test",
  smtpUrl: undefined,
  mailFrom: "avow@localhost",
};
const app = composeApp({ database, signals, clock: systemClock, keyring, log, deployment });
const principal = { kind: "system" as const, id: "privacy_requests.erase" };
const means = makeWork(app, { db: readIn(database, {}), principal, purpose: "account", log });
process.stdout.write("begun\n");
await carryOutErasure(requestId, {
  means,
  catalogue: means.port(cataloguePort),
  forgetKeys: means.port(forgetKeysPort),
  signal: new AbortController().signal,
});
process.stdout.write("done\n");
await signals.close();
await database.close();
