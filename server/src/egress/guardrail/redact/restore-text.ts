import type { Placeholders } from "./placeholders.ts";

/** `json`: what is restored stands inside a JSON text, and is escaped for it. */
export type Within = "plain" | "json";

export type Restorer = {
  /** What can be shown of the text so far: all but what may be about to become a placeholder. */
  push(text: string): string;
  /** The rest. An answer that was cut off shows no half placeholder. */
  end(isCutOff: boolean): string;
};

/** Puts values back in the place of their placeholders, each once: what was put back is never read again. */
export function openRestorer(placeholders: Placeholders, within: Within = "plain"): Restorer {
  const grammar = placeholders.readGrammar();
  let held = "";
  // The last of what was given out, since a bare placeholder does not begin inside a word.
  let before = "";
  const restore = (text: string) => {
    let [restored, from] = ["", 0];
    const around = before + text;
    for (const { start, end, label } of grammar.find(around)) {
      const value = placeholders.valueOf(label);
      if (value === undefined || start < before.length) continue;
      restored += around.slice(before.length + from, start) + write(value, within);
      from = end - before.length;
    }
    return restored + text.slice(from);
  };
  const give = (text: string) => {
    const restored = restore(text);
    before = text.at(-1) ?? before;
    return restored;
  };
  return {
    push(text) {
      held += text;
      const until = Math.max(0, readyUntil(before + held, grammar) - before.length);
      const ready = held.slice(0, until);
      held = held.slice(until);
      return give(ready);
    },
    end(isCutOff) {
      const rest = isCutOff ? withoutHalf(held, placeholders) : held;
      held = "";
      return give(rest);
    },
  };
}

/** A name that is a placeholder as a whole. */
export function restoreName(name: string, placeholders: Placeholders): string {
  const [found] = placeholders.readGrammar().find(name);
  if (found?.start !== 0 || found.end !== name.length) return name;
  return placeholders.valueOf(found.label) ?? name;
}

const closing = /[\])>}】］]$/u;

function readyUntil(text: string, grammar: ReturnType<Placeholders["readGrammar"]>): number {
  const from = grammar.findBeginning(text);
  // A bracket that has closed can become nothing else.
  return from < text.length && closing.test(text) && grammar.find(text.slice(from)).length > 0 ? text.length : from;
}

/** A bracket alone is as likely somebody's text, and so is a word; with a letter after the one, a sign after the other, not. */
const isHalf = (text: string) => (/^\p{L}/u.test(text) ? /[_-]\d*$/.test(text) : /[\p{L}\d]/u.test(text));

function withoutHalf(held: string, placeholders: Placeholders): string {
  const grammar = placeholders.readGrammar();
  const from = grammar.findBeginning(held);
  const half = held.slice(from);
  const isWhole = grammar.find(half).some(({ label }) => placeholders.valueOf(label) !== undefined);
  return !isHalf(half) || isWhole ? held : held.slice(0, from);
}

const write = (value: string, within: Within) => (within === "json" ? JSON.stringify(value).slice(1, -1) : value);
