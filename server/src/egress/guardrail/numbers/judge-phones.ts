import metadata from "libphonenumber-js/metadata.min.json";
import type { Hit } from "../detector.ts";
import { isNear, type Judge, type Reading } from "./candidate.ts";

/** ITU-T E.164 country codes that are given out. */
const callingCodes = new Set(Object.keys(metadata.country_calling_codes));
/** What may stand between the parts of a number. */
const between = /^(?:[ .\-/\u00a0\u2009\u202f\u2010-\u2013]|\) ?|\)[-.]| \(| - |-\(|\)\()$/;
const extension = /^(?: ?(?:x|ext\.?|extension|#|app\.?|dw|poste|int\.?) ?\d{1,6})(?![\dA-Za-z])/i;

/** One number of digits and what is between them, from one token to another. */
type Run = {
  from: number;
  to: number;
  start: number;
  end: number;
  digits: string;
  groups: number[];
  isInternational: boolean;
};

export const judgePhones: Judge = (reading, hits) => {
  for (let i = 0; i < reading.tokens.length; i++) {
    const run = readRun(reading, i);
    if (!run) continue;
    const hit = judge(reading, run);
    if (hit) hits.push(hit);
    i = hit ? run.to : i;
  }
};

function readRun({ text, tokens, gaps }: Reading, i: number): Run | undefined {
  const first = tokens[i]!;
  const isBare = (token: typeof first) => token.digits === token.end - token.start;
  let { start } = first;
  if (text[start - 1] === "(") start--;
  const isInternational = text[start - 1] === "+";
  if (isInternational) start--;
  if (isInternational && text[start - 1] === "(") start--;
  if (i > 0 && tokens[i - 1]!.digits === 0 && gaps[i - 1] === "-") return undefined;
  if (
    i > 0 &&
    !isInternational &&
    (/^[-./]$/.test(gaps[i - 1]!) || (tokens[i - 1]!.digits > 0 && gaps[i - 1] === " "))
  ) {
    if (tokens[i - 1]!.digits > 0) return undefined;
  }
  const groups: number[] = [];
  let digits = "";
  let to = i - 1;
  for (let j = i; j < tokens.length; j++) {
    const token = tokens[j]!;
    if (j > i && (!between.test(gaps[j - 1]!) || text[token.start - 1] === "+")) break;
    const split = /^(\d{3,12})x\d{1,6}$/i.exec(isBare(token) ? "" : text.slice(token.start, token.end));
    if (split && digits.length + split[1]!.length >= 7) {
      digits += split[1]!;
      groups.push(split[1]!.length);
      to = j;
      break;
    }
    if (!isBare(token)) {
      if (j > i && /^[-./]$/.test(gaps[j - 1]!) && !isInternational) return undefined;
      break;
    }
    if (digits.length + token.digits > 15) break;
    digits += text.slice(token.start, token.end);
    groups.push(token.digits);
    to = j;
    if (isInternational && digits.startsWith("1") && digits.length === 11) break;
  }
  if (to < i) return undefined;
  return { from: i, to, start, end: tokens[to]!.end, digits, groups, isInternational };
}

function judge(reading: Reading, run: Run): Hit | undefined {
  const score = rate(reading, run);
  if (score === 0) return undefined;
  const { text } = reading;
  const more = extension.exec(text.slice(run.end, run.end + 20));
  const end = run.end + (more ? more[0].length : 0);
  const closes = text[run.start] === "(" && text[end] === ")" && !text.slice(run.start, end).includes(")");
  return { start: closes ? run.start + 1 : run.start, end, cls: "phone", rule: "phone", score };
}

function rate(reading: Reading, run: Run): number {
  const { digits, groups, isInternational } = run;
  const { length } = digits;
  if (length < 5) return 0;
  if (isInternational) return length >= 7 && hasCallingCode(digits) ? 0.94 : 0;
  if (isDate(reading, run) || isAddress(reading, run)) return 0;
  const labels = reading.labelsAt(run.from);
  const nearest = labels[0];
  const label = labels.find(({ concept }) => concept === "phone");
  const isOther =
    nearest !== undefined && nearest.concept !== "phone" && isNear(nearest, 1) && !(label && isNear(label, 0));
  const isAfter = () => reading.labelsAfter(run.to).some(({ concept }) => concept === "phone");
  const isAnnounced = label && isNear(label, 8) && !isOther && (length >= 7 || isNear(label, 0));
  if (length >= 6 && (isAnnounced || isAfter())) return groups.length > 1 || length >= 7 ? 0.88 : 0.6;
  if (isOther) return 0;
  if (isNorthAmerican(reading, run)) return 0.86;
  if (digits.startsWith("00") && length >= 10 && hasCallingCode(digits.slice(2))) return groups.length > 1 ? 0.85 : 0.6;
  return isNational(reading, run) ? 0.68 : 0;
}

const hasCallingCode = (digits: string) =>
  callingCodes.has(digits.slice(0, 1)) || callingCodes.has(digits.slice(0, 2)) || callingCodes.has(digits.slice(0, 3));

/** 3, 3, 4 with the same sign between them, or the first three in brackets; a 1 may stand before. */
function isNorthAmerican({ text }: Reading, { digits, groups, start, end }: Run): boolean {
  const written = groups.join();
  if (written !== "3,3,4" && written !== "1,3,3,4" && written !== "3,7") return false;
  const hasBrackets = text[start] === "(" || text.slice(start, end).includes("(");
  if (written === "3,7") return hasBrackets;
  return digits.length === 10 || digits.startsWith("1");
}

/** A trunk 0 and at least two parts, the length of most countries' numbers. */
function isNational({ text }: Reading, { digits, groups, start, end }: Run): boolean {
  if (!digits.startsWith("0") || digits.startsWith("00") || groups.length < 2) return false;
  if (digits.length < 9 || digits.length > 12) return false;
  return groups[0]! >= 2 && !text.slice(start, end).includes("\n");
}

/** Days, and times after days. */
function isDate({ text }: Reading, { start, end }: Run): boolean {
  const written = text.slice(start, Math.min(end, start + 12));
  return /^(?:(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)?\d\d(?!\d)(?![-. ]\d\d[-. ]))/.test(
    written,
  );
}

function isAddress({ text }: Reading, { start, end, groups }: Run): boolean {
  return groups.length === 4 && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text.slice(start, end));
}
