import type { Work } from "../../framework/context.ts";
import { policiesPort } from "../policy/open-policies.ts";
import { detectAll } from "./detect-all.ts";
import type { Detector, Hit } from "./detector.ts";
import { mergeHits } from "./merge-hits.ts";
import { findNamesAnywhere } from "./names/find-names-outside.ts";
import { type Judgement, judgeHits, type Levels, readLevels } from "./judge-hits.ts";
import { guardRulesPort } from "./rules-port.ts";

export type Inspection = {
  /** What was found in each text that is not allowed as it is. */
  found: Hit[][];
  judgement: Judgement;
  levels: Levels;
};

/** Looks through texts that are about to leave together. */
export async function inspectTexts(
  work: Pick<Work, "port" | "scope" | "clock" | "log">,
  texts: readonly string[],
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
  for (const text of texts) {
    const decided = await detectAll(text, all, { now: work.clock.now() }, options);
    const hits = mergeHits([...decided, ...(await findNamesAnywhere(work, text, options))]);
    found.push(hits.filter(({ cls, start, end }) => !own.isExcepted(cls, text.slice(start, end))));
  }
  return { found, judgement: judgeHits(found.flat(), levels), levels };
}
