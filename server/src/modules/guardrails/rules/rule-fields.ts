import * as z from "zod";
import { checkPattern } from "../../../egress/public.ts";
import { guardrailErrors } from "../errors.ts";
import { ruleKinds, ruleLevels } from "../tables.ts";

const wordsMax = 500;
const patternsMax = 20;

export const ruleFields = {
  kind: z
    .enum(ruleKinds)
    .describe("`term`: a name or code word. `topic`: what is not talked about outside. `claim`: what is not promised."),
  level: z
    .enum(ruleLevels)
    .describe("`redact`: a placeholder leaves in its place. `ask`: somebody has to say yes. `block`: nothing leaves."),
  name: z.string().trim().min(1).max(100).describe("What it is about, in your words."),
  words: z
    .array(z.string().trim().min(1).max(100))
    .max(wordsMax)
    .describe("Words and phrases, in any case, with or without marks; `*` at the end stands for any ending."),
  patterns: z
    .array(z.string().min(1).max(500))
    .max(patternsMax)
    .describe("Regular expressions whose time grows with the text and never faster; others are refused."),
};

type RuleFields = { words?: readonly string[] | undefined; patterns?: readonly string[] | undefined };

/** @throws Refusal `guardrails.pattern_refused` */
export function checkPatterns({ patterns = [] }: RuleFields): void {
  for (const [at, source] of patterns.entries()) {
    const reason = checkPattern(source);
    if (reason) throw guardrailErrors.pattern_refused({ at, reason });
  }
}

/** @throws Refusal `guardrails.rule_empty` */
export function checkNotEmpty({ words = [], patterns = [] }: RuleFields): void {
  const isNothing = (word: string) => !/[\p{L}\p{N}]/u.test(word);
  if (words.some(isNothing) || words.length + patterns.length === 0) throw guardrailErrors.rule_empty();
}
