import { allIdentifiers } from "../identifiers/all-identifiers.ts";
import { fold } from "./fold.ts";
import { type Concept, labelWords } from "./label-words.ts";

/** A label near a number. `id` names the number itself where the label is one's own, as `pl.pesel`. */
export type Label = {
  concept: Concept;
  id?: string;
  /** Words between it and the number, and how many ends of sentences, lines or cells. */
  words: number;
  breaks: number;
};

type Node = { next: Map<number, Node>; exact: Said[]; prefix: Said[] };
type Said = { concept: Concept; id?: string };

const newNode = (): Node => ({ next: new Map(), exact: [], prefix: [] });
const root = newNode();

function plant(phrase: string, said: Said) {
  const isPrefix = phrase.endsWith("*");
  let node = root;
  for (const char of isPrefix ? phrase.slice(0, -1) : phrase) {
    const code = char.charCodeAt(0);
    const next = node.next.get(code) ?? newNode();
    node.next.set(code, next);
    node = next;
  }
  (isPrefix ? node.prefix : node.exact).push(said);
}

for (const [concept, phrases] of Object.entries(labelWords)) {
  for (const phrase of phrases) plant(phrase, { concept: concept as Concept });
}
for (const { id, cls, labels = [] } of allIdentifiers) for (const label of labels) plant(label, { concept: cls, id });

const lookBack = 110;
/** Words that say nothing between a label and its number. */
const fillers = new Set(
  "is are was the a an no nr n num number numbers nummer numer numero number's it its it's s o to of at on in for under with my your his her our their ist lautet die der das mein meine unter est le la de du son sa mon ma es el su mi e il lo di sono i al as und and or oder et y ou oraz i lub por und und auf zu by via value und td th tr span div b p li strong em br und dnia".split(
    " ",
  ),
);

const space = 32;
const stop = 124;

/** The labels before a position, nearest first. */
export function readLabels(text: string, at: number, from: number): Label[] {
  const window = fold(text.slice(Math.max(from, at - lookBack), at));
  const labels: Placed[] = [];
  let [words, breaks] = [0, 0];
  for (let end = window.length; end > 0; ) {
    while (end > 0 && window.charCodeAt(end - 1) === space) end--;
    if (end === 0) break;
    let start = end;
    while (start > 0 && window.charCodeAt(start - 1) !== space) start--;
    if (window.charCodeAt(start) === stop) breaks++;
    else {
      const found = match(window, start);
      if (found) {
        const behind = countWords(window, end, found.end);
        while (isSaidBy(labels.at(-1), found)) labels.pop();
        for (const said of found.said) labels.push({ ...said, words: words - behind, breaks, start, end: found.end });
      }
      if (!fillers.has(window.slice(start, end))) words++;
    }
    end = start;
  }
  return labels;
}

type Placed = Label & { start: number; end: number };

/** Whether a phrase that begins earlier has the word: "VAT reg no" is about no registration, "nota fiscal" about no tax. */
function isSaidBy(later: Placed | undefined, { said, end }: { said: readonly Said[]; end: number }): boolean {
  if (!later || end <= later.start) return false;
  return end < later.end || later.concept === "other" || said[0]!.concept === "other";
}

/** What begins at this word: the longest phrase wins, so a `plate` does not hide in a `license plate`. */
function match(window: string, start: number): { said: readonly Said[]; end: number } | undefined {
  let node: Node | undefined = root;
  let best: { said: readonly Said[]; end: number } | undefined;
  for (let i = start; node; i++) {
    if (node.prefix.length > 0) best = { said: node.prefix, end: i };
    const code = i < window.length ? window.charCodeAt(i) : space;
    if (node.exact.length > 0 && code === space)
      best = { said: [...node.exact, ...(best?.end === i ? best.said : [])], end: i };
    node = i < window.length ? node.next.get(code) : undefined;
  }
  return best;
}

/** Words of a phrase were counted on the way to its first one. */
function countWords(window: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; ) {
    while (i < to && window.charCodeAt(i) === space) i++;
    const start = i;
    while (i < to && window.charCodeAt(i) !== space) i++;
    if (i > start && !fillers.has(window.slice(start, i))) count++;
  }
  return count;
}

const afterwards = /^ ?[([]([^()[\]\n]{2,40})[)\]]|^[ -]{1,2}([\p{L} ]{2,20})(?=[\n,.;|\\/)]|$)/u;

/** What is said right after a number, as `office` and `fax` in signatures, or in brackets. */
export function readLabelsAfter(text: string, at: number): Label[] {
  const found = afterwards.exec(text.slice(at, at + 48));
  if (!found) return [];
  return (match(fold(found[1] ?? found[2]!), 1)?.said ?? []).map((said) => ({ ...said, words: 0, breaks: 0 }));
}

/** The labels in a table's heading: whatever it says of its column. */
export function readHeading(heading: string): Label[] {
  const window = fold(heading);
  const labels: Label[] = [];
  for (let start = window.indexOf(" "); start >= 0; start = window.indexOf(" ", start + 1))
    for (const said of match(window, start + 1)?.said ?? []) labels.push({ ...said, words: 0, breaks: 0 });
  return labels;
}
