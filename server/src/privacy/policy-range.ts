import type { Parameter } from "./parameters.ts";

export type PolicyValue = number | string | readonly string[];
/** What a level leaves to those below it: bounds of a number, options of a choice, the most a set may hold. */
export type PolicyRange = { min: number; max: number } | { options: readonly string[] } | { within: WholeSet };
type WholeSet = "any" | readonly string[];

/** The widest range: what the catalogue allows. */
export function allowedRange(parameter: Parameter): PolicyRange {
  if (parameter.kind === "number") return { min: parameter.min, max: parameter.max };
  return parameter.kind === "choice" ? { options: parameter.options } : { within: "any" };
}

/** Whether a value is one of this parameter's kind at all, wherever it lies. */
export function isValueOf(parameter: Parameter, value: unknown): value is PolicyValue {
  if (parameter.kind === "number") return Number.isSafeInteger(value);
  if (parameter.kind === "choice") return typeof value === "string" && parameter.options.includes(value);
  return value === "any" || (Array.isArray(value) && value.every((member) => typeof member === "string"));
}

/** Whether a range is one of this parameter's kind, and holds at least one value. */
export function isRangeOf(parameter: Parameter, range: PolicyRange): boolean {
  if ("min" in range) return parameter.kind === "number" && range.min <= range.max;
  if ("options" in range)
    return (
      parameter.kind === "choice" &&
      range.options.length > 0 &&
      range.options.every((option) => parameter.options.includes(option))
    );
  return parameter.kind === "set";
}

/** Whether a value may be chosen. */
export function isInside(range: PolicyRange, value: PolicyValue): boolean {
  if ("min" in range) return typeof value === "number" && range.min <= value && value <= range.max;
  if ("options" in range) return range.options.includes(value as string);
  return isSubset(value as WholeSet, range.within);
}

/** Whether `inner` leaves nothing that `outer` does not: a range may only be narrowed. */
export function isNarrower(inner: PolicyRange, outer: PolicyRange): boolean {
  if ("min" in inner && "min" in outer) return outer.min <= inner.min && inner.max <= outer.max;
  if ("options" in inner && "options" in outer) return inner.options.every((option) => outer.options.includes(option));
  return "within" in inner && "within" in outer && isSubset(inner.within, outer.within);
}

/** What both leave, or, where that is nothing, the strictest that `outer` leaves: an inherited range always wins. */
export function narrow(parameter: Parameter, outer: PolicyRange, inner: PolicyRange): PolicyRange {
  if ("min" in outer && "min" in inner) {
    const both = { min: Math.max(outer.min, inner.min), max: Math.min(outer.max, inner.max) };
    if (both.min <= both.max) return both;
    const strictest = strictestOf(parameter, outer) as number;
    return { min: strictest, max: strictest };
  }
  if ("options" in outer && "options" in inner) {
    const options = outer.options.filter((option) => inner.options.includes(option));
    return { options: options.length > 0 ? options : [strictestOf(parameter, outer) as string] };
  }
  if ("within" in outer && "within" in inner) return { within: intersect(outer.within, inner.within) };
  throw new TypeError("ranges of two kinds");
}

/** The value itself where it lies in the range, else the nearest stricter one there, else the strictest. */
export function clamp(parameter: Parameter, range: PolicyRange, value: PolicyValue): PolicyValue {
  if (isInside(range, value)) return value;
  if ("min" in range) return clampNumber(parameter, range, value as number);
  if ("within" in range) return intersect(value as WholeSet, range.within);
  const all = parameter.kind === "choice" ? parameter.options : [];
  const stricter = range.options.filter((option) => all.indexOf(option) < all.indexOf(value as string));
  const nearest = stricter.toSorted((a, z) => all.indexOf(z) - all.indexOf(a))[0];
  return nearest ?? strictestOf(parameter, range);
}

function clampNumber(parameter: Parameter, { min, max }: { min: number; max: number }, value: number): number {
  const isLowerStricter = parameter.kind === "number" && parameter.stricter === "lower";
  if (isLowerStricter) return value > max ? max : min;
  return value < min ? min : max;
}

function strictestOf(parameter: Parameter, range: PolicyRange): PolicyValue {
  if ("min" in range) return parameter.kind === "number" && parameter.stricter === "lower" ? range.min : range.max;
  if ("within" in range) return [];
  const all = parameter.kind === "choice" ? parameter.options : [];
  return range.options.toSorted((a, z) => all.indexOf(a) - all.indexOf(z))[0]!;
}

export type Direction = "same" | "tighter" | "weaker";

/** Which way a change of value goes. A set that both gains and loses members is weaker: it allows what it did not. */
export function compareValues(parameter: Parameter, from: PolicyValue, to: PolicyValue): Direction {
  if (parameter.kind === "number") {
    if (from === to) return "same";
    return (to as number) < (from as number) === (parameter.stricter === "lower") ? "tighter" : "weaker";
  }
  if (parameter.kind === "choice") {
    const [before, after] = [from, to].map((value) => parameter.options.indexOf(value as string));
    if (before === after) return "same";
    return after! < before! ? "tighter" : "weaker";
  }
  const [grows, shrinks] = [!isSubset(to as WholeSet, from as WholeSet), !isSubset(from as WholeSet, to as WholeSet)];
  if (grows) return "weaker";
  return shrinks ? "tighter" : "same";
}

function isSubset(inner: WholeSet, outer: WholeSet): boolean {
  if (outer === "any") return true;
  return inner !== "any" && inner.every((member) => outer.includes(member));
}

function intersect(a: WholeSet, b: WholeSet): WholeSet {
  if (a === "any") return b;
  return b === "any" ? a : a.filter((member) => b.includes(member));
}
