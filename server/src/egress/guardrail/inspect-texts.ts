import type { Work } from "../../framework/context.ts";
import { policiesPort } from "../policy/open-policies.ts";
import type { ClassId, Level } from "./classes.ts";
import { detectAll, type DetectOptions } from "./detect-all.ts";
import type { Detector, Hit } from "./detector.ts";
import { mergeSteps } from "./merge-hits.ts";
import { findAgain, type KnownValue } from "./names/again/find-again.ts";
import { findNamesAnywhere } from "./names/find-names-outside.ts";
import { type Judgement, judgeHits, type Levels, readLevels } from "./judge-hits.ts";
import type { Said } from "./redact/walk-request.ts";
import { guardRulesPort } from "./rules-port.ts";
import { seeThrough } from "./see-through.ts";
import { doInTurns } from "./take-turns.ts";

export type Inspection = {
  /** What was found in each text that is not allowed as it is. */
  found: Hit[][];
  /** What would have been found, had nobody said that it is no such thing. */
  excepted: Hit[][];
  judgement: Judgement;
  levels: Levels;
};

type Needs = Pick<Work, "port" | "scope" | "clock" | "log">;
type InspectOptions = {
  signal?: AbortSignal | undefined;
  /** Levels that are tried out in the place of the policy's. */
  levels?: Partial<Record<ClassId, Level>>;
  /** What stood for something earlier in the same conversation: found again wherever it stands. */
  before?: Promise<readonly KnownValue[]>;
};

/** Looks through texts that are about to leave together. */
export async function inspectTexts(
  work: Needs,
  texts: readonly (Said | string)[],
  detectors: readonly Detector[],
  { signal, levels: tried = {}, before }: InspectOptions = {},
): Promise<Inspection> {
  const { organizationId, workspaceId } = work.scope;
  const [policy, own] = await Promise.all([
    work.port(policiesPort).read({ organizationId, workspaceId }),
    work.port(guardRulesPort).read(work.scope),
  ]);
  const inForce = readLevels(policy, own.levels);
  const levels: Levels = (cls, rule) => tried[cls] ?? inForce(cls, rule);
  const everyDetector = [...own.detectors, ...detectors];
  const options = { wants: (cls: Hit["cls"]) => levels(cls) !== "allow", ...(signal ? { signal } : {}) };
  const decidedOf: Hit[][] = [];
  const views: View[] = [];
  for (const one of texts) views.push(await readView(typeof one === "string" ? { text: one } : one));
  // Asked while the texts are read.
  const wholes = views.flatMap(({ whole, seen }) => [whole, seen?.text ?? ""]);
  const asked = own.findKnown(work.scope, wholes, signal);
  for (const answer of [asked, before]) answer?.catch(() => undefined); // thrown where it is awaited, unless something else was first
  for (const [at, view] of views.entries()) {
    const { text } = view.said;
    const decided = await inspectView(work, view, everyDetector, options);
    const wanted = (hits: Hit[] = []) => hits.filter(({ cls }) => options.wants(cls));
    const [known, knownSeen] = [wanted((await asked)[2 * at]), wanted((await asked)[2 * at + 1])];
    const raw = view.seen ? knownSeen.map(view.seen.toRaw) : [];
    const all = withoutBefore([...decided, ...known, ...raw], view.whole.length - text.length);
    decidedOf.push(await doInTurns(mergeSteps(all), signal));
  }
  const isExcepted = (text: string) => (hit: Hit) => own.isExcepted(hit.cls, text.slice(hit.start, hit.end));
  const told = views.map(({ said: { text } }, at) => decidedOf[at]!.filter((hit) => !isExcepted(text)(hit)));
  const excepted = views.map(({ said: { text } }, at) => decidedOf[at]!.filter(isExcepted(text)));
  const values = ((await before) ?? []).filter(([cls]) => options.wants(cls as ClassId));
  const again = await doInTurns(findAgain(views.map(toGiven(told)), values), signal);
  const found = views.map(({ said: { text } }, at) => again[at]!.filter((hit) => !isExcepted(text)(hit)));
  return { found, excepted, judgement: judgeHits(found.flat(), levels), levels };
}

/** The name of a tool or a field is code: nobody is looked for in it. */
const toGiven = (told: readonly Hit[][]) => (view: View, at: number) => ({
  text: view.said.text,
  hits: told[at]!,
  ...(view.said.isName && { isName: true as const }),
});

/** A text with what stands before it, and what it says once what is written in escapes is read. */
type View = { said: Said; whole: string; seen: Awaited<ReturnType<typeof seeThrough>> };

async function readView(said: Said): Promise<View> {
  if (said.text === "") return { said, whole: "", seen: undefined };
  const whole = `${said.before ?? ""}${said.text}`;
  return { said, whole, seen: await seeThrough(whole) };
}

async function inspectView(
  work: Needs,
  { said, whole, seen }: View,
  detectors: readonly Detector[],
  options: DetectOptions,
): Promise<Hit[]> {
  if (whole === "") return [];
  const find = async (text: string): Promise<Hit[]> => {
    // First asked for, since they may be found beside what is done here. The name of a tool or a field is code: what the
    // tagger took for a name there would be none.
    const names = said.isName ? [] : findNamesAnywhere(work, text, options);
    return (await Promise.all([names, detectAll(text, detectors, { now: work.clock.now() }, options)])).flat();
  };
  const hits = await find(whole);
  if (seen) hits.push(...(await find(seen.text)).map((hit) => seen.toRaw(hit)));
  return hits;
}

function withoutBefore(hits: readonly Hit[], length: number): readonly Hit[] {
  if (length === 0) return hits;
  return hits.flatMap((hit) =>
    hit.end > length ? [{ ...hit, start: Math.max(0, hit.start - length), end: hit.end - length }] : [],
  );
}
