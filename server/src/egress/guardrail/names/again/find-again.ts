import type { Hit } from "../../detector.ts";
import { mergeSteps } from "../../merge-hits.ts";
import { hashLower } from "../hash-text.ts";
import { known, lookUp } from "../lexicon.ts";
import { loadModel } from "../load-model.ts";
import { type AgainClass, againClasses, collectNames } from "./collect-names.ts";
import { findIn } from "./find-in-text.ts";
import { rememberForms } from "./read-words.ts";

/** A text that leaves with others, and what was found in it. */
type Found = { text: string; hits: readonly Hit[]; isName?: true };
/** A value that stood for something before, in the same conversation. */
export type KnownValue = readonly [cls: string, value: string];

/**
 * What was found as a person, organization or address in one place of a request is found wherever else it stands in it: the
 * same, inflected, or of a full name a part. Each text is read once more; nothing is done where no name was found.
 */
export function* findAgain(given: readonly Found[], before: readonly KnownValue[] = []): Generator<undefined, Hit[][]> {
  const formOf = rememberForms();
  const collected = yield* collectNames(valuesOf(given, before), formOf);
  if (collected.stems.size === 0) return given.map(({ hits }) => [...hits]);
  const all: Hit[][] = [];
  for (const { text, hits, isName } of given) {
    const again = isName ? [] : yield* findIn(text, { collected, formOf });
    const free: Hit[] = [];
    for (const [at, hit] of again.entries()) {
      if (!isTold(text, hit, hits)) free.push(withGivenName(text, hit, hits));
      if (at % hitsAtOnce === hitsAtOnce - 1) yield;
    }
    all.push(free.length === 0 ? [...hits] : yield* mergeSteps([...hits, ...free]));
  }
  return all;
}

/** So many are looked at between two steps. */
const hitsAtOnce = 512;

function* valuesOf(given: readonly Found[], before: readonly KnownValue[]): Generator<readonly [AgainClass, string]> {
  for (const [cls, value] of before) if (isAgainClass(cls)) yield [cls, value];
  for (const { text, hits, isName } of given)
    for (const { cls, start, end } of isName ? [] : hits) if (isAgainClass(cls)) yield [cls, text.slice(start, end)];
}

const isAgainClass = (cls: string): cls is AgainClass => againClasses.has(cls);

/**
 * Whether what stands there is told already: by a form, or by the tagger as the same. Where it took a part of a full name for a
 * place or an organization, the full name knows better, unless it is a place that everybody knows.
 */
function isTold(text: string, { start, end, cls, score }: Hit, hits: readonly Hit[]): boolean {
  for (let i = firstBehind(hits, start); i < hits.length && hits[i]!.start < end; i++) {
    const other = hits[i]!;
    if (!other.rule.startsWith("name.")) return true;
    const isWithin = other.start >= start && other.end <= end;
    if (!isWithin) return true;
    if (other.start === start && other.end === end && (other.cls === cls || score < 0.7 || isBigPlace(text, other)))
      return true;
  }
  return false;
}

/** The first that ends behind a place. */
function firstBehind(hits: readonly Hit[], place: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle]!.end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A surname behind the given name that the tagger saw is one name with it, also where a line ends between them. */
function withGivenName(text: string, hit: Hit, hits: readonly Hit[]): Hit {
  const before = hits[firstBehind(hits, hit.start) - 1];
  if (hit.cls !== "person" || before?.cls !== "person" || !/^[ \n]$/.test(text.slice(before.end, hit.start)))
    return hit;
  const given = text.slice(before.start, before.end);
  return text[before.end] === "\n" && /\s/.test(given) ? hit : { ...hit, start: before.start };
}

const isBigPlace = (text: string, { start, end }: Hit): boolean =>
  (lookUp(loadModel().lexicon, hashLower(text, start, end)) & (known.bigPlace | known.country)) !== 0;
