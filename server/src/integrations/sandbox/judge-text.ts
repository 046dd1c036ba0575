import type { ModerationAnswer } from "../roles/models/model.ts";

const categories = ["harassment", "hate", "self-harm", "sexual", "violence"] as const;

/** Finds nothing, except what is asked for by name: `flag: violence`. */
export function judgeText(text: string): ModerationAnswer["results"][number] {
  const asked = /^flag:\s*([\w-]+)/i.exec(text)?.[1]?.toLowerCase();
  const flags = categories.map((name) => [name, name === asked] as const);
  return {
    flagged: flags.some(([, isFlagged]) => isFlagged),
    categories: Object.fromEntries(flags),
    scores: Object.fromEntries(flags.map(([name, isFlagged]) => [name, isFlagged ? 1 : 0])),
  };
}
