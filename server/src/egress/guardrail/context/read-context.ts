import { allIdentifiers } from "../identifiers/all-identifiers.ts";
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

/** Lower case, without marks and tags, one space between words and `|` where a sentence, line or cell ends. */
export function fold(text: string): string {
  const plain = text.replace(/<[^<>]{0,60}>/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  const letters = plain.normalize("NFD").toLowerCase();
  let folded = " ";
  let last = space;
  for (let i = 0; i < letters.length; i++) {
    const code = letters.charCodeAt(i);
    if (code >= 0x300 && code <= 0x36f) continue;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      folded += letters[i]!;
      last = code;
    } else if (code > 127 && code < 0x2000 && code !== 0xa0) {
      folded += code === 0x142 ? "l" : code === 0xf8 ? "o" : code === 0xdf ? "ss" : letters[i]!;
      last = code;
    } else if (code === 10 || code === 33 || code === 63 || code === 59 || code === stop || code === 9) {
      if (last !== stop) folded += last === space ? "| " : " | ";
      last = stop;
    } else if (code === 46 && (i + 1 >= letters.length || letters.charCodeAt(i + 1) <= 32)) {
      if (last !== stop) folded += last === space ? "| " : " | ";
      last = stop;
    } else if (last !== space && last !== stop) {
      folded += " ";
      last = space;
    }
  }
  return folded;
}

/** The labels before a position, nearest first. */
export function readLabels(text: string, at: number, from: number): Label[] {
  const window = fold(text.slice(Math.max(from, at - lookBack), at));
  const labels: Label[] = [];
  let [words, breaks] = [0, 0];
  for (let end = window.length; end > 0; ) {
    while (end > 0 && window.charCodeAt(end - 1) === space) end--;
    if (end === 0) break;
    let start = end;
    while (start > 0 && window.charCodeAt(start - 1) !== space) start--;
    if (window.charCodeAt(start) === stop) breaks++;
    else {
      const found = match(window, start);
      for (const { said, end: until } of found)
        labels.push({ ...said, words: words - countWords(window, end, until), breaks });
      if (!fillers.has(window.slice(start, end))) words++;
    }
    end = start;
  }
  return labels;
}

/** What begins at this word: the longest phrase wins, so a `plate` does not hide in a `license plate`. */
function match(window: string, start: number): { said: Said; end: number }[] {
  let node: Node | undefined = root;
  let best: { said: Said[]; end: number } | undefined;
  for (let i = start; node; i++) {
    if (node.prefix.length > 0) best = { said: node.prefix, end: i };
    const code = i < window.length ? window.charCodeAt(i) : space;
    if (node.exact.length > 0 && code === space)
      best = { said: [...node.exact, ...(best?.end === i ? best.said : [])], end: i };
    node = i < window.length ? node.next.get(code) : undefined;
  }
  return best ? best.said.map((said) => ({ said, end: best.end })) : [];
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

/** Labels right after a number, as `office` and `fax` in signatures. */
export function readLabelsAfter(text: string, at: number): Label[] {
  const line = text.slice(at, at + 16);
  const end = line.search(/[\n.,;]/);
  const window = fold(end < 0 ? line : line.slice(0, end));
  return match(window, 1).map(({ said }) => ({ ...said, words: 0, breaks: 0 }));
}
