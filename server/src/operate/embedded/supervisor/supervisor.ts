import { once } from "node:events";
import fs from "node:fs";
import { Refusal } from "../../../framework/errors.ts";
import { embeddedFiles } from "../embedded-files.ts";
import { embeddedErrors } from "../errors.ts";
import { keepRunning } from "./keep-running.ts";
import { type LeaseAnswer, openLeases } from "./leases.ts";
import { waitForLock } from "./lock-file.ts";
import { openDatabase } from "../open-database.ts";
import type { SupervisorPlan } from "./supervisor-plan.ts";

/** When its last user vanished, the database waits this long for whoever restarts it. */
const graceMs = 2_000;
/** A machine that goes down signals everyone at once: Avow's processes still need the database to stop cleanly. */
const signalledGraceMs = 20_000;
/** Whoever started the supervisor has taken its lease by then, or has died. */
const firstLeaseWithinMs = 15_000;

const plan = JSON.parse(process.argv[2] ?? "") as SupervisorPlan;
const files = embeddedFiles(plan.dataDir);
const unlock = await waitForLock(files.lock);
const ending = new AbortController();
const end = () => ending.abort();
let currentGraceMs = plan.isThrowAway ? 0 : graceMs;
let endTimer = setTimeout(end, firstLeaseWithinMs);
const leases = await openLeases(files, (isReleased) => {
  clearTimeout(endTimer);
  if (leases.count() === 0) endTimer = setTimeout(end, isReleased ? 0 : currentGraceMs);
});
ending.signal.addEventListener("abort", () => leases.close());
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, endWithUsers);
try {
  const database = await openDatabase(plan);
  const ready = (port: number) => leases.announce({ answer: "ready", port });
  await keepRunning({ database, files, ending: ending.signal, ready });
} catch (error) {
  currentGraceMs = 0; // whoever asks next may have put it right
  leases.announce(toAnswer(error));
  if (!ending.signal.aborted) await once(ending.signal, "abort");
}
fs.rmSync(files.record, { force: true });
unlock();
if (plan.isThrowAway) fs.rmSync(files.dataDir, { recursive: true, force: true });
process.exit(0);

function endWithUsers(): void {
  if (leases.count() === 0) end();
  currentGraceMs = 0;
  setTimeout(end, signalledGraceMs);
}

function toAnswer(error: unknown): LeaseAnswer {
  if (!(error instanceof Refusal)) console.error(error);
  const refusal = error instanceof Refusal ? error : embeddedErrors.supervisor_failed({ log: files.supervisorLog });
  return { answer: "refused", code: refusal.code, facts: refusal.facts };
}
