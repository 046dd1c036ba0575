import { hashLower } from "../../server/src/egress/guardrail/names/hash-text.ts";
import { kindWords, kinds } from "./kind-words.ts";
import type { Lists } from "./read-lists.ts";

const byTag: Record<string, number> = {
  Pronoun: kinds.pronoun,
  Determiner: kinds.determiner,
  Preposition: kinds.preposition,
  Conjunction: kinds.conjunction,
  Modal: kinds.auxiliary,
  Copula: kinds.auxiliary,
  Possessive: kinds.possessive,
  QuestionWord: kinds.question,
};

/** Word hashes to kinds: WordNet's sorts for English, grammar's few words, and short lists of each language. */
export function buildKinds(lists: Lists): Map<number, number> {
  const kindOf = new Map<number, number>();
  const set = (word: string, kind: number): void => void kindOf.set(hashLower(word, 0, word.length), kind);
  const sortOf = new Map(lists.senses);
  for (const [word, sort] of lists.senses) {
    set(word, sort + 1);
    if (sort >= 3 && sort <= 28) set(pluralOf(word), sort + 1);
  }
  for (const [form, infinitive] of lists.verbForms) {
    const sort = sortOf.get(infinitive.replace(/^(?:they|to) /, "").trim());
    if (sort !== undefined) set(form, sort + 1);
  }
  for (const [word, tags] of lists.tagged) for (const tag of tags) if (byTag[tag]) set(word, byTag[tag]);
  for (const [kind, words] of kindWords) for (const word of words) set(word, kind);
  return kindOf;
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
