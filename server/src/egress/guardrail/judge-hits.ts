import type { Policy } from "../policy/resolve-policy.ts";
import { type ClassId, classes, type Level } from "./classes.ts";
import type { Hit } from "./detector.ts";

/** What is to happen to each class, as things are now. */
export type Levels = (cls: ClassId, rule?: string) => Level;

/** The policy's levels; of a class that it does not rule, each of the workspace's rules has its own. */
export function readLevels(policy: Policy, own: ReadonlyMap<string, Level> = new Map()): Levels {
  const known = new Map<ClassId, Level>();
  return (cls, rule) => {
    const asked = rule === undefined ? undefined : own.get(rule);
    if (asked !== undefined && !("ruledBy" in classes[cls])) return asked;
    const found = known.get(cls);
    if (found) return found;
    const declared = classes[cls];
    const level = "ruledBy" in declared ? (policy.choice(declared.ruledBy) as Level) : declared.level;
    known.set(cls, level);
    return level;
  };
}

export type Judgement = {
  /** The strictest of all. */
  action: Level;
  /** What decided it. */
  hit?: Hit;
  /** How many of each class were found: no content. */
  counts: Partial<Record<ClassId, number>>;
};

const strictness: Record<Level, number> = { allow: 0, redact: 1, ask: 2, block: 3 };

export function judgeHits(hits: readonly Hit[], levels: Levels): Judgement {
  const judgement: Judgement = { action: "allow", counts: {} };
  for (const hit of hits) {
    const level = levels(hit.cls, hit.rule);
    if (level === "allow") continue;
    judgement.counts[hit.cls] = (judgement.counts[hit.cls] ?? 0) + 1;
    if (strictness[level] > strictness[judgement.action]) Object.assign(judgement, { action: level, hit });
  }
  return judgement;
}

/** Names the parameter and what found it, such as `redaction.contact/email`. */
export function ruleOf({ cls, rule }: Hit): string {
  const declared = classes[cls];
  return `${"ruledBy" in declared ? declared.ruledBy : `workspace.${cls}`}/${rule}`;
}

const does = {
  block: "is kept in here. Leave it out, or ask whoever keeps the policy whether it has to be.",
  ask: "leaves only once somebody has said yes.",
} as const;

/** For whoever has to act on it; says what was found, never the words. */
export function sentenceOf({ cls }: Hit, action: "ask" | "block"): string {
  return `This holds ${classes[cls].words}, which ${does[action]}`;
}
