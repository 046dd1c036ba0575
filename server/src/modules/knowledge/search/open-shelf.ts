import { makeParts, type Part, type Shelved } from "./make-parts.ts";
import { type Bundle, openPostings } from "./open-postings.ts";
import { openVectors, type Vectors } from "./open-vectors.ts";
import { splitWords } from "./split-words.ts";

export type Query = { words: string; vector?: Int8Array | undefined };
export type Found = { id: string; score: number; byWords: number | null; byVector: number | null };

/**
 * What one collection is searched by. It lives in the memory of the process and nowhere else: at rest words and vectors
 * are sealed.
 */
export type Shelf = {
  /** What whoever filled it last had read; they alone know what it means. */
  mark?: string;
  /** Puts what belongs together in the place of what was there of it. */
  put(of: string, version: string, shelved: readonly Shelved[]): void;
  /** The same of what was made ready before. */
  putParts(of: string, version: string, parts: readonly Part[]): void;
  /** Keeps only these, and tells which of them are missing or out of date. */
  keep(versions: ReadonlyMap<string, string>): string[];
  find(query: Query, most: number, by?: "both" | "words" | "vector"): Found[];
  bytes(): number;
};

/** How much of a list's end still counts (Cormack, Clarke and Büttcher, 2009). */
const fusion = 60;
/** So many of each list are put together. */
const listMax = 100;

export function openShelf(): Shelf {
  let postings = openPostings();
  let vectors: Vectors | undefined;
  let ids: (string | undefined)[] = [];
  let parts = new Map<string, { version: string; bundles: Bundle[] }>();
  let dropped = 0;

  const drop = (of: string) => {
    for (const bundle of parts.get(of)?.bundles ?? []) {
      postings.drop(bundle);
      for (let slot = bundle.first; slot < bundle.first + bundle.texts; slot++) {
        vectors?.drop(slot);
        ids[slot] = undefined;
      }
      dropped += bundle.texts;
    }
    parts.delete(of);
  };

  const putPart = (part: Part): Bundle => {
    const [first, { dimensions, vectors: given }] = [ids.length, part];
    for (const id of part.ids) ids.push(id);
    if (dimensions > 0) vectors ??= openVectors(dimensions);
    for (let at = 0; at < given.length; at += dimensions)
      vectors?.put(first + at / dimensions, given.subarray(at, at + dimensions));
    return postings.put(first, part);
  };

  const putParts = (of: string, version: string, given: readonly Part[]) => {
    drop(of);
    parts.set(of, { version, bundles: given.map(putPart) });
  };

  /** What was dropped leaves gaps; when they are half of all, everything is read anew. */
  const startAnew = () => {
    postings = openPostings();
    vectors = undefined;
    ids = [];
    parts = new Map();
    dropped = 0;
  };

  return {
    put: (of, version, shelved) => putParts(of, version, makeParts(shelved)),
    putParts,
    keep(versions) {
      for (const [of, { version }] of parts) if (versions.get(of) !== version) drop(of);
      if (dropped > 1000 && dropped * 2 > ids.length) startAnew();
      return [...versions.keys()].filter((of) => !parts.has(of));
    },
    find({ words, vector }, most, by = "both") {
      const byWords = by === "vector" ? [] : postings.find(splitWords(words), listMax);
      const byVector = by === "words" || !vector ? [] : (vectors?.find(vector, listMax) ?? []);
      const found = new Map<number, Found>();
      const count = (list: readonly number[], field: "byWords" | "byVector") =>
        list.forEach((slot, at) => {
          const known = found.get(slot) ?? { id: ids[slot]!, score: 0, byWords: null, byVector: null };
          found.set(slot, { ...known, score: known.score + 1 / (fusion + at + 1), [field]: at + 1 });
        });
      count(byWords, "byWords");
      count(byVector, "byVector");
      return [...found.values()].toSorted((a, b) => b.score - a.score).slice(0, most);
    },
    bytes: () => postings.bytes() + (vectors?.bytes() ?? 0) + ids.length * 60,
  };
}
