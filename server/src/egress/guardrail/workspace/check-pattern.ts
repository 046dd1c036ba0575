import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { anything, type CharSet, readSet } from "./read-first-set.ts";

/**
 * Why an expression may not be saved, or nothing. V8 goes back over what it has read, so what may be saved is only what
 * cannot make it do so for long: every repetition has an end, none is inside another, and all the ways to go through it
 * from one place are few. Then time grows with the text and never faster.
 */
export type PatternFault =
  | "syntax"
  | "too_long"
  | "looks_around"
  | "refers_back"
  | "unbounded"
  | "nested"
  | "too_many_ways"
  | "empty";

const lengthMax = 500;
/** `*` and `+` are taken as up to this many. */
export const repeatMax = 64;
/** Ways through the expression from one place in the text, at most. */
const waysMax = 300;

export function checkPattern(source: string): PatternFault | undefined {
  if (source.length > lengthMax) return "too_long";
  const parsed = parse(source);
  if (!parsed) return "syntax";
  try {
    const { ways, min } = measure(parsed, false);
    if (min === 0) return "empty";
    return ways > waysMax ? "too_many_ways" : undefined;
  } catch (error) {
    if (error instanceof Refused) return error.fault;
    throw error;
  }
}

/** The same expression with an end to every repetition. @throws where `checkPattern` finds a fault */
export function compilePattern(source: string): RegExp {
  const fault = checkPattern(source);
  if (fault) throw new Error(`an expression that may not be saved: ${fault}`);
  const ends: { at: number; text: string; length: number }[] = [];
  const visit = (node: AST.Node) => {
    if (node.type === "Quantifier") {
      visit(node.element);
      const written = node.raw.slice(node.element.raw.length);
      const max = node.max === Number.POSITIVE_INFINITY ? Math.max(repeatMax, node.min) : node.max;
      const text = `{${node.min},${max}}${node.greedy ? "" : "?"}`;
      ends.push({ at: node.end - written.length, text, length: written.length });
    } else if (node.type === "Alternative") for (const one of node.elements) visit(one);
    else if ("alternatives" in node) for (const one of node.alternatives) visit(one);
  };
  visit(parse(source)!);
  let bounded = source;
  for (const { at, text, length } of ends.toSorted((a, b) => b.at - a.at))
    bounded = bounded.slice(0, at) + text + bounded.slice(at + length);
  return new RegExp(bounded, "giu");
}

class Refused extends Error {
  readonly fault: PatternFault;
  constructor(fault: PatternFault) {
    super(fault);
    this.fault = fault;
  }
}

function parse(source: string): AST.Pattern | undefined {
  try {
    return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, { unicode: true });
  } catch {
    return undefined;
  }
}

type Measured = { ways: number; min: number };

/** @throws Refused */
function measure(node: AST.Node, isRepeated: boolean): Measured {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return node.alternatives
        .map((one) => measure(one, isRepeated))
        .reduce((sum, one) => ({ ways: sum.ways + one.ways, min: Math.min(sum.min, one.min) }), {
          ways: 0,
          min: Number.POSITIVE_INFINITY,
        });
    case "Alternative":
      return node.elements
        .map((one, i) => {
          const measured = measure(one, isRepeated);
          return isDecided(one, node.elements.slice(i + 1)) ? { ...measured, ways: 1 } : measured;
        })
        .reduce((all, one) => ({ ways: all.ways * one.ways, min: all.min + one.min }), { ways: 1, min: 0 });
    case "Quantifier":
      return measureQuantifier(node, isRepeated);
    case "Assertion":
      if (node.kind === "lookahead" || node.kind === "lookbehind") throw new Refused("looks_around");
      return { ways: 1, min: 0 };
    case "Backreference":
      throw new Refused("refers_back");
    default:
      return { ways: 1, min: 1 };
  }
}

/** Whether a repeated character can't be what comes next, so that there is one way to stop. */
function isDecided(node: AST.Element, rest: readonly AST.Element[]): boolean {
  if (node.type !== "Quantifier") return false;
  const set = readSet(node.element);
  return set !== undefined && (set & firstOf(rest)) === 0n;
}

/** What may come first: an element that may be left out lets the next one's in. */
function firstOf(elements: readonly AST.Element[]): CharSet {
  let first = 0n;
  for (const one of elements) {
    if (one.type === "Assertion") continue;
    const element = one.type === "Quantifier" ? one.element : one;
    first |= readSet(element) ?? anything;
    if (one.type !== "Quantifier" || one.min > 0) return first;
  }
  return first;
}

function measureQuantifier({ element, min, max }: AST.Quantifier, isRepeated: boolean): Measured {
  const isLoop = max > 1;
  if (isLoop && isRepeated) throw new Refused("nested");
  const inner = measure(element, isRepeated || isLoop);
  const most = max === Number.POSITIVE_INFINITY ? Math.max(repeatMax, min) : max;
  if (most > 1000) throw new Refused("unbounded");
  // A choice inside a loop may be taken anew each time.
  const ways = inner.ways > 1 ? inner.ways ** Math.min(most, 40) : most - min + 1;
  return { ways: Math.max(1, ways), min: inner.min * min };
}
