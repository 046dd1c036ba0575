import { classes, type DataClass, type Level } from "./classes.ts";
import type { Hit } from "./detector.ts";

const does: Record<Level, string> = {
  allow: "It leaves as it is.",
  redact: "A placeholder leaves in its place, and the answer is put back together.",
  ask: "Nothing leaves until somebody has said yes.",
  block: "Nothing leaves. Take it out, or ask whoever keeps the policy whether it has to be.",
};

/** What was found, how, what happens, and who says so: for a person who may act on it. */
export function explainHit({ cls, rule, score }: Hit, level: Level): string {
  const { words, ruledBy } = classes[cls] as DataClass;
  const found = `${words[0]!.toUpperCase()}${words.slice(1)}, ${howFound(rule, score)}.`;
  const says = ruledBy ? `The policy's ${ruledBy} says so.` : "A rule of this workspace says so.";
  return `${found} ${does[level]} ${says}`;
}

function howFound(rule: string, score: number): string {
  if (rule === "known.name") return "since a member or contact of yours is called that";
  if (rule === "known.handle") return "since a contact of yours has it";
  if (rule.startsWith("grl_")) return "by a rule that this workspace made";
  if (rule.startsWith("name.again.")) return "since it was found elsewhere in what leaves or left before";
  if (rule.startsWith("name.") || rule.startsWith("name-server.")) return "as it reads in this sentence";
  return score >= 0.9 ? "by its form" : "by its form and what stands beside it";
}
