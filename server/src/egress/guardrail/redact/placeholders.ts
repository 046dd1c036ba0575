import {
  type Grammar,
  type Label,
  openGrammar,
  writeBarePlaceholder,
  writePlaceholder,
} from "./placeholder-grammar.ts";

export type Entry = { label: Label; value: string };

/** What stands for what, in one conversation or in one call that belongs to none. */
export type Placeholders = {
  /** The placeholder of a value: always the same for the same characters. */
  take(word: string, value: string): string;
  /** The same without brackets. */
  takeBare(word: string, value: string): string;
  /** Nothing for a label that someone made up. */
  valueOf(label: Label): string | undefined;
  /** These labels stand in the text as they are: they are given to no value. */
  keepFree(labels: readonly Label[]): void;
  /** Reads the placeholders that there are. */
  readGrammar(): Grammar;
  words(): string[];
  readonly added: readonly Entry[];
  readonly isEmpty: boolean;
};

export function openPlaceholders(known: readonly Entry[] = []): Placeholders {
  const values = new Map<string, string>();
  const labels = new Map<string, Label>();
  const last = new Map<string, number>();
  const free = new Set<string>();
  const added: Entry[] = [];
  let grammar: Grammar | undefined;
  const keep = ({ label, value }: Entry) => {
    values.set(nameOf(label), value);
    labels.set(`${label.word}|${value}`, label);
    last.set(label.word, Math.max(last.get(label.word) ?? 0, label.number));
    grammar = undefined;
  };
  known.forEach(keep);
  const make = (word: string): Label => {
    let number = (last.get(word) ?? 0) + 1;
    while (free.has(nameOf({ word, number }))) number += 1;
    return { word, number };
  };
  const take = (word: string, value: string): Label => {
    const found = labels.get(`${word}|${value}`);
    if (found) return found;
    const entry = { label: make(word), value };
    keep(entry);
    added.push(entry);
    return entry.label;
  };
  return {
    take: (word, value) => writePlaceholder(take(word, value)),
    takeBare: (word, value) => writeBarePlaceholder(take(word, value)),
    valueOf: (label) => values.get(nameOf(label)),
    keepFree: (given) => given.forEach((label) => free.add(nameOf(label))),
    readGrammar: () => (grammar ??= openGrammar([...last.keys()])),
    words: () => [...last.keys()],
    added,
    get isEmpty() {
      return values.size === 0;
    },
  };
}

const nameOf = ({ word, number }: Label) => `${word}_${number}`;
