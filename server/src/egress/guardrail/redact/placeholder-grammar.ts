import { classes } from "../classes.ts";

/**
 * How a placeholder is written, `[EMAIL_1]`, and in which other forms it is still read after a model had it in its
 * hands: in other case, with other brackets, separators, escapes of Markdown and zeros, and bare as `EMAIL_1`.
 */
export function writePlaceholder(label: Label): string {
  return `[${label.word}_${label.number}]`;
}

/** The same without brackets, for where only the name of something can stand. */
export const writeBarePlaceholder = ({ word, number }: Label): string => `${word}_${number}`;

export type Label = { word: string; number: number };

/** What stands for text that only looks like a placeholder. */
export const wordOfText = "TEXT";
export const wordOf = (cls: string): string => cls.toUpperCase();

const words = [...Object.keys(classes).map(wordOf), wordOfText].toSorted((a, b) => b.length - a.length);

/** More digits than a conversation has values. */
const mostDigits = 6;

/** One thing to read: a set of characters, so many times. */
type Step = { of: string; least: number; most: number };
const step = (of: string, least = 1, most = 1): Step => ({ of, least, most });

const space = "[ \\t\\u00a0]";
const separator = "[ \\t\\u00a0_:#.\\-\\\\]";
const wordSteps = (word: string): Step[] =>
  [...word].flatMap((letter) => (letter === "_" ? [step("\\\\", 0), step("[_ \\-]", 0)] : [step(letter)]));
const digits = step("\\d", 1, mostDigits);

/** A bracket that opened has to close in kind, so that what stood around a value in the text is never taken along. */
const brackets = [
  { open: [step("\\[")], close: [step("\\]")] },
  { open: [step("\\\\"), step("\\[")], close: [step("\\\\"), step("\\]")] },
  { open: [step("\\(")], close: [step("\\)")] },
  { open: [step("<")], close: [step(">")] },
  { open: [step("\\{")], close: [step("\\}")] },
  // In the address of a link.
  { open: [step("%"), step("5"), step("B")], close: [step("%"), step("5"), step("D")] },
  { open: [step("[【［]")], close: [step("[】］]")] },
];

type Form = { word: string; before: string; steps: Step[]; after: string };

function formsOf(word: string): Form[] {
  const inside = [step(space, 0, 2), ...wordSteps(word), step(separator, 0, 3), digits, step(space, 0, 2)];
  const bracketed = brackets.map(({ open, close }) => ({
    word,
    before: "",
    steps: [...open, ...inside, ...close],
    after: "",
  }));
  // Bare, only with a sign between: "person 1" is how people talk.
  const steps = [...wordSteps(word), step("\\\\", 0), step("[_\\-]"), digits];
  return [...bracketed, { word, before: "(?<![\\p{L}\\p{N}_\\[])", steps, after: "(?![\\p{L}\\p{N}_])" }];
}

const times = ({ least, most }: Step) => (least === 1 && most === 1 ? "" : `{${least},${most}}`);
const read = (one: Step) => (one === digits ? `(${one.of}${times(one)})` : `${one.of}${times(one)}`);
const readWhole = ({ before, steps, after }: Form) => `${before}${steps.map(read).join("")}${after}`;

/** Reads what could still become the form, at the very end of a text. */
function readBeginning({ before, steps }: Form): string {
  const nested = steps.reduceRight(
    (rest, { of, least, most }) => (least === 0 ? `${of}{0,${most}}${rest}` : `(?:${of}{1,${most}}${rest})?`),
    "",
  );
  return `${before}(?=[\\s\\S])${nested}`;
}

/** The longest way to write one, in UTF-16 units. */
export const longestPlaceholder = Math.max(
  ...words.flatMap(formsOf).map(({ steps }) => steps.reduce((sum, { most }) => sum + most, 0)),
);

export type Found = { start: number; end: number; label: Label };

export type Grammar = {
  /** Every form of a placeholder in a text, from left to right. */
  find(text: string): Found[];
  /** Where, near its end, a text may be about to become a placeholder; its length where it is not. */
  findBeginning(text: string): number;
};

/** Making one takes longer than reading an answer, and most conversations hold the same few words. */
const made = new Map<string, Grammar>();
const mostMade = 200;

/** For the placeholders of these words only, so that reading costs what a conversation holds. */
export function openGrammar(of: readonly string[]): Grammar {
  const key = of.toSorted().join();
  const known = made.get(key);
  if (known) return known;
  const grammar = makeGrammar(of);
  if (made.size >= mostMade) made.clear();
  made.set(key, grammar);
  return grammar;
}

function makeGrammar(of: readonly string[]): Grammar {
  if (of.length === 0) return { find: () => [], findBeginning: (text) => text.length };
  const forms = of.flatMap(formsOf);
  const whole = new RegExp(forms.map(readWhole).join("|"), "giu");
  const anyWord = new RegExp(of.map((word) => wordSteps(word).map(read).join("")).join("|"), "iu");
  const beginning = new RegExp(`(?:${forms.map(readBeginning).join("|")})$`, "iu");
  return {
    find(text) {
      const found: Found[] = [];
      // Most texts are told apart by this, in a fraction of the time.
      if (!anyWord.test(text)) return found;
      for (const match of text.matchAll(whole)) {
        const group = match.slice(1).findIndex((number) => number !== undefined);
        const label = { word: forms[group]!.word, number: Number(match[group + 1]) };
        found.push({ start: match.index, end: match.index + match[0].length, label });
      }
      return found;
    },
    findBeginning(text) {
      const from = Math.max(0, text.length - longestPlaceholder);
      const match = beginning.exec(text.slice(from));
      return match ? from + match.index : text.length;
    },
  };
}
