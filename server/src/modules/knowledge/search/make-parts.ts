import { placeOf, slotsMax } from "./keep-places.ts";
import { splitWords } from "./split-words.ts";

/** Something that is found: its id, its words, and its vector where it has one. */
export type Shelved = { id: string; words: string; vector: Int8Array | undefined };

/** Texts turned round: each word once, with the texts it stands in and how often, counted from the first text. */
export type Turned = {
  /** How many words each text has. */
  lengths: Uint16Array;
  words: readonly string[];
  /** In how many texts each word stands. */
  sizes: Uint16Array;
  /** Where, word after word, as `placeOf` writes it. */
  places: Uint16Array;
};

/** What is found in a few hundred passages that belong together, ready to be put on a shelf. */
export type Part = Turned & {
  ids: readonly string[];
  /** How long each vector is; zero where there is none. */
  dimensions: number;
  /** One vector after the other; where one has none, zeros, which lie near nothing. */
  vectors: Int8Array;
};

/** So that a place has room in 16 bits, and nobody waits long for one part. */
const passagesMax = Math.min(500, slotsMax);

export function makeParts(shelved: readonly Shelved[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < shelved.length; at += passagesMax) parts.push(makePart(shelved.slice(at, at + passagesMax)));
  return parts;
}

function makePart(some: readonly Shelved[]): Part {
  const dimensions = some.find(({ vector }) => vector && vector.length > 0)?.vector?.length ?? 0;
  const vectors = new Int8Array(some.length * dimensions);
  for (const [at, { vector }] of some.entries())
    if (vector?.length === dimensions) vectors.set(vector, at * dimensions);
  const turned = turnTexts(some.map(({ words }) => splitWords(words)));
  return { ...turned, ids: some.map(({ id }) => id), dimensions, vectors };
}

/** At most as many texts as a place has room for. */
export function turnTexts(texts: readonly (readonly string[])[]): Turned {
  const lists = new Map<string, number[]>();
  for (const [slot, words] of texts.entries())
    for (const [word, count] of countWords(words)) {
      const known = lists.get(word);
      if (known) known.push(placeOf(slot, count));
      else lists.set(word, [placeOf(slot, count)]);
    }
  return {
    lengths: Uint16Array.from(texts, ({ length }) => Math.min(length, 65_535)),
    words: [...lists.keys()],
    sizes: Uint16Array.from(lists.values(), ({ length }) => length),
    places: Uint16Array.from([...lists.values()].flat()),
  };
}

function countWords(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
