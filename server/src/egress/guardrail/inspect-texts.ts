import type { Work } from "../../framework/context.ts";
import { policiesPort } from "../policy/open-policies.ts";
import { detectAll, type DetectOptions } from "./detect-all.ts";
import type { Detector, Hit } from "./detector.ts";
import { mergeHits } from "./merge-hits.ts";
import { findNamesAnywhere } from "./names/find-names-outside.ts";
import { type Judgement, judgeHits, type Levels, readLevels } from "./judge-hits.ts";
import type { Said } from "./redact/walk-request.ts";
import { guardRulesPort } from "./rules-port.ts";
import { seeThrough } from "./see-through.ts";

export type Inspection = {
  /** What was found in each text that is not allowed as it is. */
  found: Hit[][];
  judgement: Judgement;
  levels: Levels;
};

type Needs = Pick<Work, "port" | "scope" | "clock" | "log">;

/** Looks through texts that are about to leave together. */
export async function inspectTexts(
  work: Needs,
  texts: readonly (Said | string)[],
  detectors: readonly Detector[],
  signal?: AbortSignal,
): Promise<Inspection> {
  const { organizationId, workspaceId } = work.scope;
  const [policy, own] = await Promise.all([
    work.port(policiesPort).read({ organizationId, workspaceId }),
    work.port(guardRulesPort).read(work.scope),
  ]);
  const levels = readLevels(policy, own.levels);
  const all = [...own.detectors, ...detectors];
  const options = { wants: (cls: Hit["cls"]) => levels(cls) !== "allow", ...(signal ? { signal } : {}) };
  const found: Hit[][] = [];
  for (const one of texts) {
    const said = typeof one === "string" ? { text: one } : one;
    const hits = await inspectSaid(work, said, all, options);
    found.push(hits.filter(({ cls, start, end }) => !own.isExcepted(cls, said.text.slice(start, end))));
  }
  return { found, judgement: judgeHits(found.flat(), levels), levels };
}

/** Also looks at what a text says once what is written in escapes is read. */
async function inspectSaid(
  work: Needs,
  { text, before = "", isName }: Said,
  detectors: readonly Detector[],
  options: DetectOptions,
): Promise<Hit[]> {
  if (text === "") return [];
  const find = async (whole: string): Promise<Hit[]> => [
    ...(await detectAll(whole, detectors, { now: work.clock.now() }, options)),
    // The name of a tool or a field is code: what the tagger took for a name there would be none.
    ...(isName ? [] : await findNamesAnywhere(work, whole, options)),
  ];
  const hits = await find(before + text);
  const seen = await seeThrough(before + text);
  if (seen) hits.push(...(await find(seen.text)).map((hit) => seen.toRaw(hit)));
  return mergeHits(withoutBefore(hits, before.length));
}

function withoutBefore(hits: readonly Hit[], length: number): readonly Hit[] {
  if (length === 0) return hits;
  return hits.flatMap((hit) =>
    hit.end > length ? [{ ...hit, start: Math.max(0, hit.start - length), end: hit.end - length }] : [],
  );
}
