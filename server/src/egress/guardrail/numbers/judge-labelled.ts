import type { ClassId } from "../classes.ts";
import { allIdentifiers } from "../identifiers/all-identifiers.ts";
import type { Label } from "../context/read-context.ts";
import { isGlued, isNear, type Judge, mayStart, type Reading } from "./candidate.ts";

const lengthMin = 4;
/** Whose labels are ordinary words. */
const strict: ReadonlySet<string> = new Set(allIdentifiers.filter(({ isStrict }) => isStrict).map(({ id }) => id));
/** How long a number may be that is only known by the label before it. */
const shapes: Partial<Record<ClassId, Shape>> = {
  national: { min: 6, max: 20, digitsMin: 5, spaces: 4 },
  tax: { min: 7, max: 18, digitsMin: 6, spaces: 4 },
  health_number: { min: 5, max: 22, digitsMin: 4, spaces: 3 },
  passport: { min: 6, max: 12, digitsMin: 4, spaces: 2 },
  licence: { min: 5, max: 20, digitsMin: 4, spaces: 3 },
  plate: { min: 4, max: 10, digitsMin: 1, spaces: 3 },
  account: { min: 6, max: 24, digitsMin: 6, spaces: 5 },
};

/** Whatever stands right after a word that says what it is: `passport no. X1234567`. */
export const judgeLabelled: Judge = (reading, hits) => {
  const { tokens, text } = reading;
  if (tokens.at(-1)!.end - tokens[0]!.start < lengthMin) return;
  for (let i = 0; i < tokens.length; i++) {
    if ((i > 0 && tokens[i - 1]!.digits > 0) || !mayStart(reading, i) || isGlued(reading, i)) continue;
    const nearest = findLabel(reading, i);
    const shape = nearest && shapeOf(nearest);
    if (!shape) continue;
    // The number before has taken the label, unless it stands right here.
    if (nearest.words > 0 && tokens.slice(0, i).some(({ digits }) => digits > 0)) continue;
    const { concept, words } = nearest;
    const last = findLast(reading, i, shape, concept === "plate");
    if (last < 0) continue;
    const [start, end] = [tokens[i]!.start, tokens[last]!.end];
    if (text[start - 1] === "+" || isDate(text.slice(start, end)) || hasUuid.test(text.slice(start, start + 60)))
      continue;
    hits.push({ start, end, cls: concept as ClassId, rule: `labelled.${concept}`, score: words === 0 ? 0.7 : 0.6 });
  }
};

/** What the number after a label looks like, where the label is near enough and sure. */
function shapeOf(label: Label): Shape | undefined {
  if (!isNear(label, 1) || (label.concept === "tax" && label.words > 0)) return undefined;
  return label.id !== undefined && strict.has(label.id) ? undefined : shapes[label.concept as ClassId];
}

type Shape = { min: number; max: number; digitsMin: number; spaces: number };

/** The last token that can belong to it, or -1. */
function findLast({ tokens, gaps }: Reading, i: number, shape: Shape, mayHaveWords: boolean): number {
  let [length, digits, spaces, last] = [0, 0, 0, -1];
  for (let j = i; j < tokens.length; j++) {
    const token = tokens[j]!;
    const gap = j > i ? gaps[j - 1]! : "";
    const isSpace = gap === " " || gap === "\u00a0";
    if (isSpace) spaces++;
    else if (gap.length > 1 || /[\n\r\t()]/.test(gap)) break;
    if (spaces > shape.spaces || (isSpace && token.digits === 0 && !mayHaveWords)) break;
    length += token.end - token.start;
    digits += token.digits;
    if (length > shape.max) break;
    if (length >= shape.min && digits >= shape.digitsMin) last = j;
  }
  return last;
}

/** The letters it begins with where they say it, as `MRN-1012345`, or else the label before it. */
function findLabel(reading: Reading, i: number) {
  const { tokens, gaps } = reading;
  const own = tokens[i]!.digits === 0 && gaps[i] === "-" ? reading.labelsAt(i + 1)[0] : undefined;
  return own?.words === 0 && own.breaks === 0 ? own : reading.labelsAt(i).find(({ words }) => words <= 1);
}

/** RFC 9562: what programs call things by. */
const hasUuid = /^(?:[A-Z]{1,6} ){0,2}[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-z])/i;

/** A day, or a moment written in one piece. */
const isDate = (text: string) =>
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\dZ?)?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/.test(
    text,
  );
