import type { Label } from "../context/read-context.ts";
import { readHeading, readLabels, readLabelsAfter } from "../context/read-context.ts";
import type { Tables } from "../context/open-tables.ts";
import type { DetectContext, Hit } from "../detector.ts";
import type { Chain, Token } from "./read-chain.ts";

/** A chain with what is said before each part of it. */
export type Reading = {
  text: string;
  of: DetectContext;
  tokens: readonly Token[];
  gaps: readonly string[];
  labelsAt(token: number): readonly Label[];
  /** Whether anything near says what a number here is. */
  isLabelled(token: number): boolean;
  labelsAfter(token: number): readonly Label[];
};

/** Says what some part of a chain is, and how surely: overlapping opinions are settled by score. */
export type Judge = (reading: Reading, hits: Hit[]) => void;

/** Where the number before ended, and the tables that the text holds. */
export type Before = { labelsFrom: number; tables: Tables };

/** Labels reach back to the number before, and are read once for each word or cell inside the chain. */
export function openReading(text: string, of: DetectContext, { tokens, gaps }: Chain, before: Before): Reading {
  const known = new Map<number, readonly Label[]>();
  const { starts, headings } = readStarts({ tokens, gaps }, before.tables);
  const labelled = new Map<readonly Label[], boolean>();
  const labelsAt = (token: number) => {
    const start = starts[token]!;
    let labels = known.get(start);
    if (labels) return labels;
    const labelsFrom = Math.max(before.labelsFrom, before.tables.rowsFrom());
    known.set(start, (labels = readAll(text, tokens, start, { heading: headings.get(start), labelsFrom })));
    return labels;
  };
  return {
    text,
    of,
    tokens,
    gaps,
    labelsAt,
    isLabelled(token) {
      const labels = labelsAt(token);
      let is = labelled.get(labels);
      if (is === undefined) labelled.set(labels, (is = labels.some(({ concept }) => concept !== "other")));
      return is;
    },
    labelsAfter: (token) => readLabelsAfter(text, tokens[token]!.end),
  };
}

/** Where the words and cells of a chain begin, for each token, and the heads of their columns. Tables are asked in order. */
function readStarts({ tokens, gaps }: Chain, tables: Tables) {
  const starts: number[] = [];
  const headings = new Map<number, string | undefined>();
  for (let i = 0, start = 0; i < tokens.length; i++) {
    const gap = gaps[i - 1] ?? "";
    // A line goes on, unless it is a row of its own.
    const isRow = gap.includes("\n") && tables.headingAt(tokens[i]!.start) !== undefined;
    if (isRow || gap.includes("\t") || tokens[i - 1]?.digits === 0) start = i;
    if (start === i) headings.set(i, tables.headingAt(tokens[i]!.start));
    starts.push(start);
  }
  return { starts, headings };
}

/** What stands before it, or is said in brackets after it, or heads its column. */
function readAll(
  text: string,
  tokens: readonly Token[],
  start: number,
  { labelsFrom, heading }: Pick<Before, "labelsFrom"> & { heading: string | undefined },
): readonly Label[] {
  const { start: at } = tokens[start]!;
  const headed = heading === undefined ? [] : readHeading(heading);
  const before = readLabels(text, at, labelsFrom);
  // What stands right before it in its own cell says more than the head of what may be no table.
  if (headed.length > 0 && !before.some((label) => label.concept !== "other" && isNear(label, 0, 0))) return headed;
  if (before.some((label) => isNear(label, 0))) return before;
  const last = tokens.findLast(({ digits }) => digits > 0) ?? tokens[start]!;
  return [...readLabelsAfter(text, last.end).filter(({ concept }) => concept !== "phone"), ...before];
}

/** A dash, a dot, a slash or a low line. */
const isTight = (gap: string) => gap.length === 1 && (gap === "-" || gap === "." || gap === "/" || gap === "_");

/** Whether a number may begin here: not in the middle of one written with dashes, dots or slashes. */
export function mayStart({ tokens, gaps }: Reading, i: number): boolean {
  return i === 0 || !isTight(gaps[i - 1]!) || tokens[i - 1]!.digits === 0;
}

/** Whether letters and a dash stand before it, which belong to it unless they are the very name of what it is. */
export function isGlued({ tokens, gaps }: Reading, i: number): boolean {
  return i > 0 && gaps[i - 1] === "-" && tokens[i - 1]!.digits === 0;
}

export function mayEnd({ text, tokens, gaps }: Reading, i: number): boolean {
  const gap = gaps[i];
  if (gap !== undefined) return !isTight(gap);
  const { end } = tokens[i]!;
  return !(text[end] === "-" && /[\dA-Za-z]/.test(text[end + 1] ?? ""));
}

export const isNear = ({ words, breaks }: Label, wordsMax: number, breaksMax = 1): boolean =>
  words <= wordsMax && breaks <= breaksMax;
