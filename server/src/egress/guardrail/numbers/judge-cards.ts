import { isLuhn } from "../identifiers/check-digits.ts";
import { isNear, type Judge, mayEnd, mayStart, type Reading } from "./candidate.ts";

/** ISO/IEC 7812 issuers: how long a number that begins so is. */
function lengthsOf(number: string): readonly number[] {
  const [two, three, four] = [Number(number.slice(0, 2)), Number(number.slice(0, 3)), Number(number.slice(0, 4))];
  if (number.startsWith("4")) return [13, 16, 19];
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return [16];
  if (two === 34 || two === 37) return [15];
  if (two === 36 || two === 38 || two === 39 || (three >= 300 && three <= 305)) return [14, 16];
  if (four === 1800 || four === 2131) return [15];
  if (two === 35 || two === 62 || two === 65 || four === 6011 || (three >= 644 && three <= 649))
    return [16, 17, 18, 19];
  if (two === 50 || (two >= 56 && two <= 69)) return [12, 13, 14, 15, 16, 17, 18, 19];
  return two === 22 || two === 81 || two === 82 ? [16] : [];
}

export const judgeCards: Judge = (reading, hits) => {
  const { tokens, text } = reading;
  for (let i = 0; i < tokens.length; i++) {
    if (!mayStart(reading, i)) continue;
    let number = "";
    for (let j = i; j < tokens.length; j++) {
      const { start, end, digits } = tokens[j]!;
      if (digits !== end - start || number.length + digits > 19) break;
      number += text.slice(start, end);
      if (number.length < 12 || !mayEnd(reading, j)) continue;
      const score = rate(reading, i, j, number);
      if (score > 0) hits.push({ start: tokens[i]!.start, end, cls: "card", rule: "card", score });
    }
  }
};

function rate(reading: Reading, i: number, j: number, number: string): number {
  const grouping = readGrouping(reading, i, j);
  if (grouping === "odd") return 0;
  const isIssued = lengthsOf(number).includes(number.length);
  const checks = isLuhn(number);
  const isLabelled = () => reading.labelsAt(i).some((label) => label.concept === "card" && isNear(label, 6));
  if (isIssued && checks && (number.length > 13 || isLabelled())) return isLabelled() ? 0.97 : 0.93;
  if (number.length >= 13 && isLabelled() && (isIssued || checks || grouping === "cards")) return 0.85;
  return grouping === "cards" && number.length > 14 && /^[3-6]/.test(number) ? 0.78 : 0;
}

/** Cards are written in fours, American Express as 4, 6, 5; single digits apart are a way to hide one. */
function readGrouping({ tokens, gaps }: Reading, i: number, j: number): "none" | "cards" | "odd" {
  if (i === j) return "none";
  const gap = gaps[i]!;
  let [isFours, isSingles] = [true, true];
  for (let k = i; k <= j; k++) {
    if (k < j && gaps[k] !== gap) return "odd";
    const { digits } = tokens[k]!;
    if (k < j && digits !== 4) isFours = false;
    if (digits !== 1) isSingles = false;
  }
  if (/[\n\r/(]/.test(gap)) return "odd";
  const lengths = tokens.slice(i, j + 1).map(({ digits }) => digits);
  const isAmex = lengths.length === 3 && lengths[0] === 4 && lengths[1] === 6 && lengths[2]! <= 5;
  return isFours || isAmex ? "cards" : isSingles ? "none" : "odd";
}
