import type { App } from "../../framework/app.ts";
import { minuteMs, secondMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { Finding, KeptPromise, Look } from "../../framework/promise.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { readKnowledge } from "./read-knowledge.ts";
import { type Looked, recordEvidence } from "./record-evidence.ts";
import { canonicalPromises } from "./catalogue.ts";

/** A probe that takes longer has not answered. */
const patienceMs = 60 * secondMs;

/** Tells whoever runs the deployment that a promise is broken which was not before. */
export type TellOfBrokenPromise = (work: Work, promise: string) => Promise<void>;
export const tellOfBrokenPromisePort = port<TellOfBrokenPromise>("promises.tell_of_broken");

/** The promises that this deployment makes: what needs a capability that it lacks is left out. */
export const promisesMade = (app: App): KeptPromise[] => {
  return app.promises.filter(({ promise }) => {
    const needs = canonicalPromises.get(promise)?.needs;
    return !needs || app.provides.has(needs);
  });
};

/** Looks at all promises that are due, or at those named whether due or not, and seals what was seen. */
export async function runProbes(app: App, named?: readonly string[]): Promise<Looked[]> {
  const work = lookWith(app);
  const before = await readKnowledge(app);
  const isDue = ({ promise, everyMinutes }: KeptPromise) => {
    const seen = before.seen.get(promise);
    return !seen || before.at.getTime() - seen.at.getTime() >= everyMinutes * minuteMs;
  };
  const chosen = promisesMade(app).filter((kept) => (named ? named.includes(kept.promise) : isDue(kept)));
  const looked: Looked[] = [];
  for (const kept of chosen) looked.push(await lookAt(work, kept));
  await recordEvidence(work, looked);
  const news = looked.filter(
    ({ promise, outcome }) => outcome === "broken" && before.seen.get(promise)?.outcome !== "broken",
  );
  for (const { promise } of news) await work.port(tellOfBrokenPromisePort)(work, promise);
  return looked;
}

function lookWith(app: App): Look {
  const principal = { kind: "system" as const, id: "promises.probe" };
  return { ...makeWork(app, { db: readIn(app.database, {}), principal, purpose: "security", log: app.log }), app };
}

/** One probe. One that cannot look proves nothing either way. */
async function lookAt(look: Look, { promise, probe }: KeptPromise): Promise<Looked> {
  const began = performance.now();
  const done = (outcome: Looked["outcome"], finding: Finding) => ({
    promise,
    outcome,
    finding,
    tookMs: performance.now() - began,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the probe took too long")), patienceMs).unref();
  });
  try {
    const finding = await Promise.race([probe(look), late]);
    return done(finding.wrong === undefined ? "kept" : "broken", finding);
  } catch (err) {
    look.log.error({ err, promise }, "a promise could not be looked at");
    return done("failed", { saw: {}, wrong: "It could not be looked at; the log of the process tells why." });
  } finally {
    clearTimeout(timer);
  }
}
