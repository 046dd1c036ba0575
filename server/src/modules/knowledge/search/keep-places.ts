import type { Turned } from "./make-parts.ts";

/** Of each word where it stands and how often, in one number each; a word that stands nowhere any more is not known. */
export type Places = {
  /** Texts from a slot on, behind all before; tells the numbers of their words. */
  put(first: number, turned: Turned): Uint32Array;
  /** Takes out what lies between two slots, of words by the numbers that `put` gave them. */
  drop(numbers: Iterable<number>, from: number, to: number): void;
  of(word: string): Uint32Array;
  bytes(): number;
};

const countBits = 6;
const countMax = (1 << countBits) - 1;
/** As many slots as leave a place in 16 bits. */
export const slotsMax = (2 ** 16) >>> countBits;
export const placeOf = (slot: number, count: number): number => slot * (countMax + 1) + Math.min(count, countMax);
export const slotOf = (place: number): number => place >>> countBits;
export const countOf = (place: number): number => place & countMax;

/** About what a word costs besides its places. */
const bytesPerWord = 250;
const none = new Uint32Array(0);

export function keepPlaces(): Places {
  const numbers = new Map<string, number>();
  const words: (string | undefined)[] = [];
  const lists: Uint32Array[] = [];
  const sizes: number[] = [];
  const free: number[] = [];
  let capacity = 0;

  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = free.pop() ?? words.length;
    numbers.set(word, number);
    words[number] = word;
    lists[number] = none;
    sizes[number] = 0;
    return number;
  };
  const replace = (number: number, list: Uint32Array) => {
    capacity += list.length - lists[number]!.length;
    lists[number]!.fill(0);
    lists[number] = list;
  };
  const makeRoom = (number: number, size: number) => {
    const old = lists[number]!;
    if (size <= old.length) return old;
    const list = new Uint32Array(Math.max(2, size, Math.ceil(old.length * 1.5)));
    list.set(old);
    replace(number, list);
    return list;
  };
  const forget = (number: number) => {
    numbers.delete(words[number]!);
    words[number] = undefined;
    replace(number, none);
    free.push(number);
  };

  return {
    put(first, { words: told, sizes: given, places }) {
      const [put, base] = [new Uint32Array(told.length), placeOf(first, 0)];
      let at = 0;
      for (let n = 0; n < told.length; n++) {
        const number = numberOf(told[n]!);
        const list = makeRoom(number, sizes[number]! + given[n]!);
        for (let size = given[n]!; size > 0; size--) list[sizes[number]!++] = base + places[at++]!;
        put[n] = number;
      }
      return put;
    },
    drop(gone, from, to) {
      for (const number of gone) {
        const list = lists[number]!.subarray(0, sizes[number]);
        const [first, last] = [findSlot(list, from), findSlot(list, to)];
        list.copyWithin(first, last);
        sizes[number] = list.length - (last - first);
        list.fill(0, sizes[number]);
        if (sizes[number] === 0) forget(number);
      }
    },
    of(word) {
      const number = numbers.get(word);
      return number === undefined ? none : lists[number]!.subarray(0, sizes[number]);
    },
    bytes: () => capacity * 4 + words.length * bytesPerWord,
  };
}

/** Where in a list, which is in order, the first place at or behind a slot is. */
function findSlot(list: Uint32Array, slot: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slotOf(list[middle]!) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}
