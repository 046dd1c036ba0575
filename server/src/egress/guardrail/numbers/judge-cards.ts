import { isLuhn } from "../identifiers/check-digits.ts";
import { isNear, type Judge, mayEnd, mayStart, type Reading } from "./candidate.ts";

const from12 = [12, 13, 14, 15, 16, 17, 18, 19];
const from16 = [16, 17, 18, 19];
/** ISO/IEC 7812 issuers: from and to which first four digits, and how long a number that begins so is. */
const issuers: readonly (readonly [number, number, readonly number[]])[] = [
  [1800, 1800, [15]],
  [2131, 2131, [15]],
  [2200, 2720, [16]],
  [3000, 3059, [14, 16]],
  [3400, 3499, [15]],
  [3500, 3599, from16],
  [3600, 3699, [14, 16]],
  [3700, 3799, [15]],
  [3800, 3999, [14, 16]],
  [4000, 4999, [13, 16, 19]],
  [5000, 5099, from12],
  [5100, 5599, [16]],
  [5600, 6999, from12],
  [8100, 8299, [16]],
];

function lengthsOf(number: string): readonly number[] {
  const first = Number(number.slice(0, 4));
  return issuers.find(([from, to]) => first >= from && first <= to)?.[2] ?? [];
}

export const judgeCards: Judge = (reading, hits) => {
  const { tokens, text } = reading;
  for (let i = 0; i < tokens.length; i++) {
    if (!mayStart(reading, i)) continue;
    let number = "";
    let lengths: readonly number[] | undefined;
    for (let j = i; j < tokens.length; j++) {
      const { start, end, digits } = tokens[j]!;
      if (digits !== end - start || number.length + digits > 19) break;
      number += text.slice(start, end);
      if (number.length < 4) continue;
      lengths ??= lengthsOf(number);
      if (lengths.length === 0 && !reading.isLabelled(i)) break;
      if (number.length < 12 || !mayEnd(reading, j)) continue;
      const score = rate(reading, { i, j, number, isIssued: lengths.includes(number.length) });
      if (score > 0) hits.push({ start: tokens[i]!.start, end, cls: "card", rule: "card", score });
    }
  }
};

type Part = { i: number; j: number; number: string; isIssued: boolean };

function rate(reading: Reading, { i, j, number, isIssued }: Part): number {
  const grouping = readGrouping(reading, i, j);
  if (grouping === "odd") return 0;
  const checks = isLuhn(number);
  const isLabelled = () => reading.labelsAt(i).some((label) => label.concept === "card" && isNear(label, 6));
  if (grouping === "broken") return isIssued && checks && isLabelled() ? 0.9 : 0;
  if (isIssued && checks && (number.length > 13 || isLabelled())) return isLabelled() ? 0.97 : 0.93;
  if (number.length >= 13 && isLabelled() && (isIssued || checks || grouping === "cards")) return 0.85;
  return grouping === "cards" && number.length > 14 && /^[3-6]/.test(number) ? 0.78 : 0;
}

/** Cards are written in fours, which a line may break; American Express as 4, 6, 5; single digits apart are a way to hide one. */
function readGrouping({ tokens, gaps }: Reading, i: number, j: number): "none" | "cards" | "broken" | "odd" {
  if (i === j) return "none";
  const gap = gaps[i]!;
  if (/[\n\r/(]/.test(gap)) return "odd";
  const others = gaps.slice(i + 1, j).filter((one) => one !== gap);
  const isBroken = others.length === 1 && gap === " " && /^ ?\r?\n$/.test(others[0]!);
  if (others.length > 0 && !isBroken) return "odd";
  const lengths = tokens.slice(i, j + 1).map(({ digits }) => digits);
  const isFours = lengths.slice(0, -1).every((digits) => digits === 4);
  if (isBroken) return isFours ? "broken" : "odd";
  const isAmex = lengths.length === 3 && lengths[0] === 4 && lengths[1] === 6 && lengths[2]! <= 5;
  if (isFours || isAmex) return "cards";
  return lengths.every((digits) => digits === 1) ? "none" : "odd";
}
