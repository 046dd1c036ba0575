import metadata from "libphonenumber-js/metadata.min.json";
import type { Hit } from "../detector.ts";
import { isNear, type Judge, type Reading } from "./candidate.ts";

/** ITU-T E.164 country codes that are given out. */
const callingCodes = new Set(Object.keys(metadata.country_calling_codes));
/** Words for numbers that are longer than those of most phones. */
const longer: ReadonlySet<string> = new Set(["card", "iban"]);
/** What may stand between the parts of a number. */
const between = /^(?:[ .\-/\u00a0\u2009\u202f\u2010-\u2013]|\) ?|\)[-./]| ?\(| [-/] |-\(|\)\()$/;
/** A bracket opens after a country's code, never after most of a number. */
const beforeBracketMax = 4;
/** ITU-T E.164. */
const digitsMax = 15;
/** How far around a number its line is read. */
const signatureMax = 120;
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

function readRun(reading: Reading, i: number): Run | undefined {
  const { text, tokens } = reading;
  const { start, isInternational } = readStart(text, tokens[i]!.start);
  if (!isInternational && isInside(reading, i)) return undefined;
  const groups: number[] = [];
  let digits = "";
  let to = i - 1;
  for (let j = i; j < tokens.length; j++) {
    if (j > i && !joins(reading, j, digits.length)) break;
    const part = readPart(text, tokens[j]!, digits.length);
    if (!part) {
      if (j > i && !isInternational && /^[-./]$/.test(reading.gaps[j - 1]!)) return undefined;
      break;
    }
    if (digits.length + part.length > digitsMax) {
      // Cut off in the middle: an order's number, such as 036-1401068-7975809.
      if (!isInternational && j > i && /^[-./]$/.test(reading.gaps[j - 1]!)) return undefined;
      break;
    }
    digits += part;
    groups.push(part.length);
    to = j;
    const isWhole = isInternational && digits.startsWith("1") && digits.length === 11;
    if (isWhole || part.length < tokens[j]!.end - tokens[j]!.start) break;
  }
  return to < i ? undefined : { from: i, to, start, end: tokens[to]!.end, digits, groups, isInternational };
}

/** A plus and a bracket before the digits belong to them. */
function readStart(text: string, at: number): { start: number; isInternational: boolean } {
  let start = text[at - 1] === "(" ? at - 1 : at;
  // A plus right behind a letter or digit joins, as in `1.2.0-rc.3+20240502`; three frame a transfer's reference.
  const isInternational = text[start - 1] === "+" && !/[\dA-Za-z+]/.test(text[start - 2] ?? "");
  if (isInternational) start--;
  if (isInternational && text[start - 1] === "(") start--;
  return { start, isInternational };
}

/** Whether what stands before belongs to the same number, so that it can't begin here. */
function isInside({ tokens, gaps }: Reading, i: number): boolean {
  if (i === 0) return false;
  const gap = gaps[i - 1]!;
  return tokens[i - 1]!.digits === 0 ? gap === "-" : /^[-./ ]$/.test(gap);
}

function joins({ text, tokens, gaps }: Reading, j: number, length: number): boolean {
  const gap = gaps[j - 1]!;
  if (!between.test(gap) || text[tokens[j]!.start - 1] === "+") return false;
  return !gap.includes("(") || length <= beforeBracketMax;
}

/** A token's digits: all of it, or what stands before an extension, as in `5551234x12`. */
function readPart(
  text: string,
  { start, end, digits }: { start: number; end: number; digits: number },
  before: number,
) {
  if (digits === end - start) return text.slice(start, end);
  const split = /^(\d{3,12})x\d{1,6}$/i.exec(text.slice(start, end))?.[1];
  return split && before + split.length >= 7 ? split : undefined;
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
  if (digits.length < 5) return 0;
  if (isInternational) return digits.length >= 7 && hasCallingCode(digits) ? 0.94 : 0;
  if (others.some((is) => is(reading, run))) return 0;
  const said = readSaid(reading, run);
  if (said === "phone") return groups.length > 1 || digits.length >= 7 ? 0.88 : 0.6;
  if (said === "other") return 0;
  if (isNorthAmerican(reading, run)) return 0.86;
  const hasPrefix = digits.startsWith("00") && digits.length >= 10 && hasCallingCode(digits.slice(2));
  if (hasPrefix) return groups.length > 1 ? 0.85 : 0.6;
  if (isBrazilian(reading, run)) return 0.7;
  if (isInSignature(reading, run)) return 0.66;
  return isNational(reading, run) || (isMobile(run) && !isPath(reading, run)) ? 0.68 : 0;
}

/** Whatever else is written as phones are. */
const others = [
  (reading: Reading, run: Run) => isDate(reading, run),
  (reading: Reading, run: Run) => isAddress(reading, run),
  (reading: Reading, run: Run) => isVersion(reading, run),
  (reading: Reading, run: Run) => isAmount(reading, run),
];

/** What the words around say: the shorter the number, the nearer they have to be. */
function readSaid(reading: Reading, run: Run): "phone" | "other" | undefined {
  const { from, to, digits } = run;
  // No card or account has so few digits.
  const labels = reading.labelsAt(from).filter(({ concept }) => digits.length >= 12 || !longer.has(concept));
  const [nearest] = labels;
  const label = labels.find(({ concept }) => concept === "phone");
  const isOwn = label !== undefined && isNear(label, 0);
  const breaks = isMobile(run) ? 0 : 1;
  const isOther = nearest !== undefined && nearest.concept !== "phone" && isNear(nearest, 1, breaks) && !isOwn;
  if (digits.length >= 6) {
    if (label && isNear(label, 8) && !isOther && (digits.length >= 7 || isOwn)) return "phone";
    if (reading.labelsAfter(to).some(({ concept }) => concept === "phone")) return "phone";
  }
  return isOther ? "other" : undefined;
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

/** An area of two digits in brackets, and eight or nine with a dash before the last four. */
const isBrazilian = ({ text }: Reading, { start, end, digits }: Run) =>
  !digits.startsWith("0") && /^\([1-9]\d\) ?(?:9\d{4}|[2-5]\d{3})-\d{4}$/.test(text.slice(start, end));

/** Alone between two bars or dots of a line that also has an address of the web or for mail. */
function isInSignature({ text }: Reading, { start, end, digits }: Run): boolean {
  if (digits.length < 9 || digits.length > 12) return false;
  const before = /(?:^|\n)([^\n]*)[|·•] ?$/.exec(text.slice(Math.max(0, start - signatureMax), start));
  const after = /^ ?(?:[|·•]([^\n]*)|\r?\n|$)/.exec(text.slice(end, end + signatureMax));
  return before !== null && after !== null && /@|www\.|:\/\//.test(`${before[1]} ${after[1] ?? ""}`);
}

/** As mobiles of Britain, Germany, France and the Netherlands begin, in one piece or two: numbers that nobody gives orders. */
const isMobile = ({ digits, groups }: Run) =>
  groups.length <= 2 && /^(?:07[1-9]\d{8}|01(?:5\d|6[023]|7\d)\d{7,8}|0[67][1-8]\d{7})$/.test(digits);

/** What a slash stands before is part of an address. */
const isPath = ({ text }: Reading, { start }: Run) => text[start - 1] === "/";

/** Days, and times after days. */
function isDate({ text }: Reading, { start, end }: Run): boolean {
  const written = text.slice(text[start] === "(" ? start + 1 : start, Math.min(end, start + 12));
  if (
    /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?$/.test(
      text.slice(start, end),
    )
  )
    return true;
  if (/^(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|[12]\d|3[01]) (?:19|20)\d\d(?!\d)/.test(written)) return true;
  return /^(?:(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)?\d\d(?!\d)(?![-. ]\d\d[-. ]))/.test(
    written,
  );
}

/** A single digit between two dots, as in `4.12.1.1500`. */
const isVersion = ({ text }: Reading, { start, end, groups }: Run) =>
  groups.some((length) => length > 1) && /\.\d\./.test(text.slice(start, end));

/** Thousands apart: 120 000 000. */
const isAmount = ({ text }: Reading, { start, end }: Run) => /^\d{1,3}(?:[ .]000)+$/.test(text.slice(start, end));

function isAddress({ text }: Reading, { start, end, groups }: Run): boolean {
  const written = text.slice(start, end);
  if (groups.length !== 4 || !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(written)) return false;
  return written.split(".").every((part) => Number(part) < 256 && String(Number(part)) === part);
}
