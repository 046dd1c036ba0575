import { isDay } from "../identifiers/check-digits.ts";
import { readLabelsAfter } from "../context/read-context.ts";
import { fold } from "../context/fold.ts";
import { isNear, type Judge, mayEnd, mayStart, type Reading } from "./candidate.ts";

/** Beginnings of the months' names in the languages of the European Union, folded: a label tells that it is a date at all. */
const months =
  /^(?:jan|feb|fev|fevr|mar|maer|apr|avr|abr|kwi|maa|mai|may|mei|maj|mag|jun|juin|giu|cze|jul|juil|lug|lip|aug|aou|ago|aout|sie|sep|set|wrz|oct|okt|ott|out|paz|nov|lis|dec|dez|dic|gru|sty|lut|mrt|ene|gen|mars|marz|enero|led|uno|bre|dub|kve|cer|srp|zar|rij|pro|tam|hei|elo|syy|lok|huh|tou|mrz|kes|jou|mars|sze|ian|iun|iul|noi|sij|vel|ozu|tra|svi|kol|ruj|stu|sau|vas|kov|bal|geg|bir|lie|rug|spa|gru|jaa|vee|juu|det|ιαν|φεβ|μαρ|απρ|μαι|μαϊ|ιουν|ιουλ|αυγ|σεπ|οκτ|νοε|δεκ|яну|янв|фев|мар|апр|май|мая|юн|июн|юл|июл|авг|сеп|сен|окт|ное|ноя|дек)/;
const numeric = /(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{1,2})([-./ ]|\. )(\d{1,2})\6(\d{4}|\d{2})(?!\d)/y;
const dayFirst =
  /(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s/-](?:of |de |d')?(\p{L}{3,12})\.?[\s,/-]{1,2}(?:de |of |del )?([\dlIOo]{4}|\d{2})(?!\d)/uy;
const yearFirst = /(\d{4})(?:\. ?| |-)(\p{L}{3,12})\.?[ -](\d{1,2})(?!\d)\.?/uy;
const monthFirst = /(\p{L}{3,12})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})(?!\d)/uy;
/** In one piece, as `12MAR1985` and `19850312`: a word right before it has to say so. */
const compact = /(\d{1,2})([A-Z]{3})((?:19|20)\d\d|\d\d)(?![\dA-Za-z])|(\d{8})(?![\dA-Za-z])/y;
/** A digit to each box of a form. */
const boxed = /(\d) (\d)( ?[-./ ] ?)(\d) (\d)\3(\d) (\d) (\d) (\d)(?![ ]?\d)/y;
/** As scanned: `l` or `I` for 1, `O` for 0, a line that breaks within it. */
const misread = /([\dlIOo]{1,4})([-./])\s?((?:[\dlIOo]\s?)?[\dlIOo])\2\s?((?:[\dlIOo]\s?){1,3}[\dlIOo])(?![\dA-Za-z])/y;

/** A date that a word says someone was born on. */
export const judgeBirths: Judge = (reading, hits) => {
  const { tokens, text } = reading;
  for (let i = 0; i < tokens.length; i++) {
    if (!mayStart(reading, i) || tokens[i]!.digits === 0) continue;
    if (tokens[i]!.digits > 4) {
      judgeCompact(reading, i, hits);
      continue;
    }
    if (i > 0 && tokens[i - 1]!.digits > 0 && /^[^\t\n]$/.test(reading.gaps[i - 1]!)) continue;
    const found = readDate(text, tokens[i]!.start);
    if (!found) continue;
    const isStarred = text[found.start - 1] === "*";
    const labels = [...reading.labelsAt(i), ...readLabelsAfter(text, found.end)];
    const isLabelled = labels.some((label) => label.concept === "birth" && isNear(label, 3));
    if (!isLabelled && !isStarred) continue;
    hits.push({ ...found, cls: "birth", rule: "birth", score: 0.92 });
  }
};

function judgeCompact(reading: Reading, i: number, hits: Parameters<Judge>[1]) {
  const { start, end } = reading.tokens[i]!;
  if (end - start > 9 || !mayEnd(reading, i)) return;
  compact.lastIndex = start;
  const [whole, , month, , eight] = compact.exec(reading.text) ?? [];
  if (whole === undefined || !(eight ? isEight(eight) : isMonth(month!))) return;
  const [nearest] = reading.labelsAt(i);
  if (nearest?.concept === "birth" && isNear(nearest, 0))
    hits.push({ start, end: start + whole.length, cls: "birth", rule: "birth", score: 0.92 });
}

/** The year first, or last. */
const isEight = (eight: string) =>
  [
    `${eight.slice(0, 4)}-${eight.slice(4, 6)}-${eight.slice(6)}`,
    `${eight.slice(0, 2)}-${eight.slice(2, 4)}-${eight.slice(4)}`,
  ].some((written) => {
    numeric.lastIndex = 0;
    const date = numeric.exec(written);
    return date !== null && isPlausible(date);
  });

function readDate(text: string, at: number): { start: number; end: number } | undefined {
  numeric.lastIndex = at;
  const plain = numeric.exec(text);
  if (plain && isPlausible(plain)) return { start: at, end: at + plain[0].length };
  boxed.lastIndex = at;
  const [box, a = "", b = "", , c = "", d = "", ...year] = boxed.exec(text) ?? [];
  if (box && isDay(Number(year.join("")), Number(c + d), Number(a + b))) return { start: at, end: at + box.length };
  dayFirst.lastIndex = at;
  const written = dayFirst.exec(text);
  if (written && isMonth(written[2]!)) return { start: at, end: at + written[0].length };
  yearFirst.lastIndex = at;
  const hungarian = yearFirst.exec(text);
  if (hungarian && isMonth(hungarian[2]!)) return { start: at, end: at + hungarian[0].length };
  const start = startOfWordBefore(text, at);
  monthFirst.lastIndex = start;
  const american = start < at ? monthFirst.exec(text) : undefined;
  return american && isMonth(american[1]!) ? { start, end: start + american[0].length } : readMisread(text, at);
}

function readMisread(text: string, at: number): { start: number; end: number } | undefined {
  misread.lastIndex = at;
  const found = misread.exec(text);
  if (!found) return undefined;
  const [, first, sign, second, third] = found.map((part) =>
    part.replaceAll(/\s/g, "").replaceAll(/[lI]/g, "1").replaceAll(/[Oo]/g, "0"),
  );
  numeric.lastIndex = 0;
  const date = numeric.exec(`${first}${sign}${second}${sign}${third}`);
  return date && isPlausible(date) ? { start: at, end: at + found[0].length } : undefined;
}

const isMonth = (word: string) => months.test(fold(word).trim());

function isPlausible([, year, , month, day, a, , b, c]: RegExpExecArray): boolean {
  if (year) return isDay(Number(year), Number(month), Number(day)) && Number(year) > 1850 && Number(year) < 2100;
  const full = Number(c!.length === 2 ? `19${c}` : c);
  return full > 1850 && full < 2100 && (isDay(full, Number(b), Number(a)) || isDay(full, Number(a), Number(b)));
}

function startOfWordBefore(text: string, at: number): number {
  let i = at - 1;
  if (text[i] !== " " && text[i] !== "-") return at;
  if (text[i - 1] === ".") i--;
  const end = i;
  while (i > 0 && end - i < 12 && /\p{L}/u.test(text[i - 1]!)) i--;
  return i < end ? i : at;
}
