import { countOf, keepPlaces, slotOf } from "./keep-places.ts";
import type { Turned } from "./make-parts.ts";
import { pickBest } from "./pick-best.ts";

/** Texts that came together: their slots follow each other, and these are the numbers of their words. */
export type Bundle = { first: number; texts: number; numbers: Uint32Array };

/** Which words stand where, ranked by BM25. */
export type Postings = {
  /** Slots only go up. */
  put(first: number, turned: Turned): Bundle;
  /** Nothing of them stays, neither their places nor words that stand nowhere else. */
  drop(bundle: Bundle): void;
  /** The slots in which these words weigh most. */
  find(words: readonly string[], most: number): number[];
  bytes(): number;
};

// Robertson and Zaragoza, 2009: how soon repeating a word stops to count, and how much a long text is held against it.
const repeats = 1.2;
const longness = 0.75;
/** A word in more than every third text says little, and costs most to look at. */
const commonShare = 1 / 3;
/** Rare words first: once so many places were looked at, more common ones change little. */
const placesMax = 500_000;

export function openPostings(): Postings {
  const places = keepPlaces();
  let lengths = new Uint32Array(64);
  let [slots, live, total, numbered] = [0, 0, 0, 0];
  let scores = new Float32Array(0);
  let touched = new Uint32Array(0);

  const putLengths = (first: number, given: Uint16Array) => {
    slots = first + given.length;
    if (slots > lengths.length) {
      const longer = new Uint32Array(Math.ceil(slots * 1.5));
      longer.set(lengths);
      lengths = longer;
    }
    for (const [at, length] of given.entries()) total += lengths[first + at] = Math.max(1, length);
    live += given.length;
  };

  const listsOf = (words: readonly string[]): Uint32Array[] => {
    const lists = [...new Set(words)].map((word) => places.of(word)).filter(({ length }) => length > 0);
    const telling = lists.filter(({ length }) => length <= Math.max(10, live * commonShare));
    const rarest = (telling.length > 0 ? telling : lists).toSorted((a, b) => a.length - b.length);
    let seen = 0;
    return rarest.filter(({ length }, at) => (seen += length) <= placesMax || at === 0);
  };

  /** Adds up what each word says for each text, and tells how many were touched. */
  const weigh = (lists: readonly Uint32Array[]): number => {
    const [short, perWord] = [repeats * (1 - longness), (repeats * longness * live) / total];
    let count = 0;
    for (const list of lists) {
      const weight = Math.log(1 + (live - list.length + 0.5) / (list.length + 0.5)) * (repeats + 1);
      for (let n = 0; n < list.length; n++) {
        const place = list[n]!;
        const slot = slotOf(place);
        const times = countOf(place);
        if (scores[slot] === 0) touched[count++] = slot;
        scores[slot]! += (weight * times) / (times + short + perWord * lengths[slot]!);
      }
    }
    return count;
  };

  return {
    put(first, turned) {
      putLengths(first, turned.lengths);
      const numbers = places.put(first, turned);
      numbered += numbers.byteLength;
      return { first, texts: turned.lengths.length, numbers };
    },
    drop({ first, texts, numbers }) {
      places.drop(numbers, first, first + texts);
      for (let slot = first; slot < first + texts; slot++) total -= lengths[slot]!;
      lengths.fill(0, first, first + texts);
      live -= texts;
      numbered -= numbers.byteLength;
    },
    find(words, most) {
      if (live === 0) return [];
      if (scores.length < slots) {
        scores = new Float32Array(lengths.length);
        touched = new Uint32Array(lengths.length);
      }
      const count = weigh(listsOf(words));
      const best = pickBest(most);
      for (let n = 0; n < count; n++) {
        const slot = touched[n]!;
        best.offer(slot, scores[slot]!);
        scores[slot] = 0;
      }
      return best.take();
    },
    bytes: () => places.bytes() + numbered + lengths.byteLength + scores.byteLength + touched.byteLength,
  };
}
