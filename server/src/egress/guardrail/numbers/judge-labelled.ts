import type { ClassId } from "../classes.ts";
import { isGlued, isNear, type Judge, mayStart, type Reading } from "./candidate.ts";

/** How long a number may be that is only known by the label before it. */
const shapes: Partial<Record<ClassId, { min: number; max: number; digitsMin: number; spaces: number }>> = {
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
  const { tokens, gaps, text } = reading;
  for (let i = 0; i < tokens.length; i++) {
    if (i > 0 && tokens[i - 1]!.digits > 0) continue;
    if (!mayStart(reading, i) || isGlued(reading, i)) continue;
    const nearest = findLabel(reading, i);
    const shape = nearest && isNear(nearest, 1) ? shapes[nearest.concept as ClassId] : undefined;
    if (!nearest || !shape || (nearest.concept === "tax" && nearest.words > 0)) continue;
    let [length, digits, spaces, best] = [0, 0, 0, -1];
    for (let j = i; j < tokens.length; j++) {
      const token = tokens[j]!;
      const gap = j > i ? gaps[j - 1]! : "";
      if (gap === " " || gap === "\u00a0") spaces++;
      else if (gap.length > 1 || /[\n\r\t()]/.test(gap)) break;
      if (spaces > shape.spaces || (gap === " " && token.digits === 0 && nearest.concept !== "plate")) break;
      length += token.end - token.start;
      digits += token.digits;
      if (length > shape.max) break;
      if (length >= shape.min && digits >= shape.digitsMin) best = j;
    }
    if (best < 0 || isDate(text.slice(tokens[i]!.start, tokens[best]!.end))) continue;
    const { concept, words } = nearest;
    const score = words === 0 ? 0.7 : 0.6;
    hits.push({
      start: tokens[i]!.start,
      end: tokens[best]!.end,
      cls: concept as ClassId,
      rule: `labelled.${concept}`,
      score,
    });
  }
};

/** The letters it begins with where they say it, as `MRN-1012345`, or else the label before it. */
function findLabel(reading: Reading, i: number) {
  const { tokens, gaps } = reading;
  const own = tokens[i]!.digits === 0 && gaps[i] === "-" ? reading.labelsAt(i + 1)[0] : undefined;
  return own?.words === 0 && own.breaks === 0 ? own : reading.labelsAt(i).find(({ words }) => words <= 1);
}

const isDate = (text: string) => /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/.test(text);
