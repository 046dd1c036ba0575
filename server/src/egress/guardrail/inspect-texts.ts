import type { Work } from "../../framework/context.ts";
import { policiesPort } from "../policy/open-policies.ts";
import type { ClassId, Level } from "./classes.ts";
import { detectAll, type DetectOptions } from "./detect-all.ts";
import type { Detector, Hit } from "./detector.ts";
import { mergeSteps } from "./merge-hits.ts";
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
};

/** Looks through texts that are about to leave together. */
export async function inspectTexts(
  work: Needs,
  texts: readonly (Said | string)[],
  detectors: readonly Detector[],
  { signal, levels: tried = {} }: InspectOptions = {},
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
  const found: Hit[][] = [];
  const excepted: Hit[][] = [];
  const views: View[] = [];
  for (const one of texts) views.push(await readView(typeof one === "string" ? { text: one } : one));
  // Asked while the texts are read.
  const wholes = views.flatMap(({ whole, seen }) => [whole, seen?.text ?? ""]);
  const asked = own.findKnown(work.scope, wholes, signal);
  asked.catch(() => undefined); // thrown where it is awaited, unless something else was first
  for (const [at, view] of views.entries()) {
    const { text } = view.said;
    const decided = await inspectView(work, view, everyDetector, options);
    const wanted = (hits: Hit[] = []) => hits.filter(({ cls }) => options.wants(cls));
    const [known, knownSeen] = [wanted((await asked)[2 * at]), wanted((await asked)[2 * at + 1])];
    const raw = view.seen ? knownSeen.map(view.seen.toRaw) : [];
    const all = withoutBefore([...decided, ...known, ...raw], view.whole.length - text.length);
    const hits = await doInTurns(mergeSteps(all), signal);
    const isExcepted = ({ cls, start, end }: Hit) => own.isExcepted(cls, text.slice(start, end));
    found.push(hits.filter((hit) => !isExcepted(hit)));
    excepted.push(hits.filter(isExcepted));
  }
  return { found, excepted, judgement: judgeHits(found.flat(), levels), levels };
}

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
