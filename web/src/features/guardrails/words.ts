import type { GuardrailClass, GuardrailRule } from "./queries.ts";

export type Level = GuardrailClass["level"];

/** What happens, in a word or two. */
export const levelWords: Record<Level, string> = {
  allow: "Leaves as it is",
  redact: "Placeholder",
  ask: "Asks first",
  block: "Blocked",
};

export const levelColors: Record<Level, string> = { allow: "gray", redact: "teal", ask: "yellow", block: "red" };

export const kindWords: Record<GuardrailRule["kind"], string> = { term: "Term", topic: "Topic", claim: "Claim" };

/** How surely it is found. */
export const findWords: Record<GuardrailClass["found_by"], string> = {
  form: "by its form",
  words: "where words say so",
  sense: "often, not always",
};
