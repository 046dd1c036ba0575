import type { Label } from "../context/read-context.ts";
import { allIdentifiers } from "../identifiers/all-identifiers.ts";
import type { Identifier } from "../identifiers/identifier.ts";
import { isGlued, isNear, type Judge, mayEnd, mayStart, type Reading } from "./candidate.ts";

/** How a form is written: the kinds of its characters, the lengths of its parts and what is between them. */
type Form = { of: Identifier; kinds: string; lengths: number[]; gaps: string[] };

const lengthMax = 34;
const formsByLength: Form[][] = Array.from({ length: lengthMax + 1 }, () => []);
/** By length and number of parts: without a label only a form's own way of writing counts. */
const formsByParts: Form[][][] = formsByLength.map(() => []);
const none: readonly Form[] = [];
for (const of of allIdentifiers) {
  for (const form of of.forms) {
    const parts = form.split(/[ ./+-]/);
    const kinds = parts.join("");
    const gaps = [...form].filter((char) => " ./+-".includes(char));
    const compiled = { of, kinds, lengths: parts.map(({ length }) => length), gaps };
    formsByLength[kinds.length]!.push(compiled);
    (formsByParts[kinds.length]![parts.length] ??= []).push(compiled);
  }
}

/** National, tax, health, passport, licence and plate numbers whose form is known. */
export const judgeIdentifiers: Judge = (reading, hits) => {
  const { tokens } = reading;
  for (let i = 0; i < tokens.length; i++) {
    // What a plus stands before is a phone.
    if (!mayStart(reading, i) || reading.text[tokens[i]!.start - 1] === "+") continue;
    let [length, digits] = [0, 0];
    let isLabelled: boolean | undefined;
    for (let j = i; j < tokens.length; j++) {
      const { start, end } = tokens[j]!;
      length += end - start;
      if (length > lengthMax) break;
      digits += tokens[j]!.digits;
      if (digits < 2) continue;
      const isWhole = j === i || (isLabelled ??= reading.isLabelled(i));
      const forms = isWhole ? formsByLength[length]! : (formsByParts[length]![j - i + 1] ?? none);
      if (forms.length > 0 && mayEnd(reading, j))
        judgeForms(reading, { i, j, compact: compactOf(reading, i, j) }, forms, hits);
    }
  }
};

function compactOf({ text, tokens }: Reading, i: number, j: number): string {
  let compact = "";
  for (let k = i; k <= j; k++) compact += text.slice(tokens[k]!.start, tokens[k]!.end);
  return compact;
}

type Part = { i: number; j: number; compact: string };

function judgeForms(reading: Reading, part: Part, forms: readonly Form[], hits: Parameters<Judge>[1]) {
  const upper = part.compact.toUpperCase();
  for (const form of forms) {
    const score = fits(upper, form.kinds) ? rate(reading, part, upper, form) : rateMisread(reading, part, form);
    if (score === 0) continue;
    const start = reading.tokens[part.i]!.start;
    hits.push({ start, end: reading.tokens[part.j]!.end, cls: form.of.cls, rule: form.of.id, score });
  }
}

function fits(upper: string, kinds: string): boolean {
  for (let i = 0; i < kinds.length; i++) {
    const [code, kind] = [upper.charCodeAt(i), kinds.charCodeAt(i)];
    if (kind === 57) {
      if (code > 57) return false;
    } else if (kind === 65) {
      if (code < 65) return false;
    } else if (kind !== 88 && code !== kind) return false;
  }
  return true;
}

/** Scanned pages take O for 0 and l for 1: only where the number's own label stands before it. */
function rateMisread(reading: Reading, { i, compact }: Part, { of, kinds }: Form): number {
  if (!/[OoIl]/.test(compact)) return 0;
  if (!findLabel(reading, i, of, 1)?.id) return 0;
  let read = "";
  for (let k = 0; k < kinds.length; k++) {
    const char = compact[k]!;
    read += kinds[k] !== "9" ? char : "Oo".includes(char) ? "0" : "Il".includes(char) ? "1" : char;
  }
  return fits(read.toUpperCase(), kinds) ? 0.8 : 0;
}

function rate(reading: Reading, part: Part, upper: string, form: Form): number {
  const label = findLabel(reading, part.i, form.of, 8);
  if (isGlued(reading, part.i) && !label?.id) return 0;
  const labelled = label
    ? Math.max(0, rateLabelled(reading, part, { upper, form, label }) - further(reading, part, label))
    : 0;
  return labelled > 0 || label?.id ? labelled : rateAlone(reading, part, upper, form);
}

function rateLabelled(reading: Reading, part: Part, found: { upper: string; form: Form; label: Label }): number {
  const { upper, form, label } = found;
  const { check, cls } = form.of;
  const isClose = isNear(label, 3);
  const checks = check?.(upper) ?? false;
  if (hasSlash(reading, part) && !form.gaps.includes("/")) return 0;
  if (label.id) {
    if (form.of.isStrict && !(checks && label.words === 0)) return 0;
    if (checks) return isClose ? 0.97 : 0.9;
    return isClose ? 0.85 : check ? 0 : 0.6;
  }
  if (crossesLine(reading, part) || !isPlain(reading, part, form)) return 0;
  if (checks) return isClose ? 0.9 : 0.7;
  return !check && label.words <= 1 && cls !== "plate" ? 0.72 : 0;
}

/** Of two that are said before it, the one right before it has the word. */
function further(reading: Reading, { i }: Part, { words, concept }: Label): number {
  const [nearest] = reading.labelsAt(i);
  if (words === 0 || !nearest || nearest.concept === concept) return 0;
  return isNear(nearest, 0, 0) && labelledClasses.has(nearest.concept) ? 0.3 : 0;
}

const labelledClasses: ReadonlySet<string> = new Set(["health_number", "passport", "licence", "account"]);

/** By its form and check digits alone, unless a word says that it is something else. */
function rateAlone(reading: Reading, part: Part, upper: string, form: Form): number {
  const { of } = form;
  if (of.alone === "never" || crossesLine(reading, part)) return 0;
  if ((of.alone === "written" || part.j > part.i) && !isWritten(reading, part, form)) return 0;
  if (of.alone === "always" && part.compact !== upper) return 0;
  if (of.check && !of.check(upper)) return 0;
  const nearest = reading.labelsAt(part.i)[0];
  if (nearest && isNear(nearest, 0)) {
    if (nearest.concept === "other") return 0;
    // The label right before it names another class, which then has the word.
    if (nearest.concept !== of.cls && labelledClasses.has(nearest.concept)) return 0.6;
  }
  return of.alone === "always" ? 0.8 : 0.74;
}

/** The nearest label of the number's own or of its class, unless another number's stands nearer. */
function findLabel(reading: Reading, i: number, { id, cls }: Identifier, wordsMax: number): Label | undefined {
  const labels = reading.labelsAt(i);
  let found: Label | undefined;
  for (const label of labels) {
    if (!isNear(label, wordsMax)) break;
    if (label.id === id) return label;
    if (!label.id && label.concept === cls) found ??= label;
  }
  return found;
}

/** Files and invoices are numbered so. */
const hasSlash = ({ gaps }: Reading, { i, j }: Part) => gaps.slice(i, j).includes("/");

const crossesLine = ({ gaps }: Reading, { i, j }: Part) => {
  for (let k = i; k < j; k++) if (/[\n\r\f\t]/.test(gaps[k]!)) return true;
  return false;
};

/** In one piece, as its form is written, or with spaces, or digit by digit. */
function isPlain(reading: Reading, part: Part, form: Form): boolean {
  const { i, j } = part;
  if (i === j || isWritten(reading, part, form)) return true;
  const gap = reading.gaps[i]!;
  for (let k = i; k < j; k++) if (reading.gaps[k] !== gap) return false;
  return gap === " " || reading.tokens.slice(i, j + 1).every(({ start, end }) => end - start === 1);
}

function isWritten({ tokens, gaps }: Reading, { i, j }: Part, form: Form): boolean {
  if (j - i + 1 !== form.lengths.length || form.gaps.length === 0) return false;
  for (let k = 0; k <= j - i; k++) {
    const { start, end } = tokens[i + k]!;
    if (end - start !== form.lengths[k]) return false;
    if (k < j - i && gaps[i + k]!.replace(/[\u00a0\u2009\u202f]/, " ").replace(/[‐-–]/, "-") !== form.gaps[k])
      return false;
  }
  return true;
}
