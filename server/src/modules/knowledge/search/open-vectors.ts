import { bytesMax, compareBytes, strideOf } from "./compare-bytes.ts";
import { pickBest } from "./pick-best.ts";

/** Vectors of one model in one place, found by the angle between them. */
export type Vectors = {
  put(slot: number, vector: Int8Array): void;
  drop(slot: number): void;
  /** The slots nearest to `query`, nearest first. */
  find(query: Int8Array, most: number): number[];
  bytes(): number;
};

/** Up to so many bytes are all compared whole, which takes some 10 ms; of more, those whose signs agree most. */
const wholeMax = 48 * 1024 * 1024;
/** So many times as many as are asked for are compared whole. */
const candidatesTimes = 12;

export function openVectors(dimensions: number, { wholeBytesMax = wholeMax } = {}): Vectors {
  const stride = strideOf(dimensions);
  const words = Math.ceil(dimensions / 32);
  let values = new Int8Array(64 * stride);
  let signs = new Uint32Array(64 * words);
  /** How long each is; nothing is there where it is zero. */
  let lengths = new Float32Array(64);
  let size = 0;

  const grow = (slots: number) => {
    const capacity = Math.max(slots, Math.ceil(lengths.length * 1.5));
    const [oldValues, oldSigns, oldLengths] = [values, signs, lengths];
    values = new Int8Array(capacity * stride);
    signs = new Uint32Array(capacity * words);
    lengths = new Float32Array(capacity);
    values.set(oldValues);
    signs.set(oldSigns);
    lengths.set(oldLengths);
    oldValues.fill(0);
  };

  const findWhole = (query: Int8Array, most: number): number[] => {
    const best = pickBest(most);
    compareBytes(query, values.subarray(0, size * stride), (slot, product) => {
      if (product > 0) best.offer(slot, product / lengths[slot]!);
    });
    return best.take();
  };

  const findLikely = (query: Int8Array, most: number): number[] => {
    const likely = pickLikely({ signs, lengths, size, words }, signsOf(query, words), most * candidatesTimes);
    const best = pickBest(most);
    for (const slot of likely) {
      let product = 0;
      const start = slot * stride;
      for (let i = 0; i < dimensions; i++) product += values[start + i]! * query[i]!;
      if (product > 0) best.offer(slot, product / lengths[slot]!);
    }
    return best.take();
  };

  return {
    put(slot, vector) {
      if (vector.length !== dimensions || stride > bytesMax) return;
      if (slot >= lengths.length) grow(slot + 1);
      values.set(vector, slot * stride);
      signs.set(signsOf(vector, words), slot * words);
      lengths[slot] = lengthOf(vector);
      size = Math.max(size, slot + 1);
    },
    drop(slot) {
      if (slot >= size) return;
      values.fill(0, slot * stride, (slot + 1) * stride);
      signs.fill(0, slot * words, (slot + 1) * words);
      lengths[slot] = 0;
    },
    find(query, most) {
      if (query.length !== dimensions || size === 0) return [];
      return size * stride <= wholeBytesMax ? findWhole(query, most) : findLikely(query, most);
    },
    bytes: () => values.byteLength + signs.byteLength + lengths.byteLength,
  };
}

type Signs = { signs: Uint32Array; lengths: Float32Array; size: number; words: number };

/** The root of a sum of squares; spreading thousands of numbers into one call takes longer. */
function lengthOf(vector: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < vector.length; at++) sum += vector[at]! ** 2;
  return Math.sqrt(sum);
}

/** Those whose signs differ in the fewest places, at least so many. */
function pickLikely({ signs, lengths, size, words }: Signs, wanted: Uint32Array, most: number): number[] {
  const counts = new Uint32Array(words * 32 + 1);
  const distances = new Uint16Array(size);
  for (let slot = 0; slot < size; slot++) {
    if (lengths[slot] === 0) continue;
    let distance = 0;
    const start = slot * words;
    for (let word = 0; word < words; word++) distance += countBits(signs[start + word]! ^ wanted[word]!);
    distances[slot] = distance;
    counts[distance]!++;
  }
  let [limit, seen] = [0, 0];
  while (limit < counts.length - 1 && (seen += counts[limit]!) < most) limit++;
  const found: number[] = [];
  for (let slot = 0; slot < size; slot++) if (lengths[slot] !== 0 && distances[slot]! <= limit) found.push(slot);
  return found;
}

function signsOf(vector: Int8Array, words: number): Uint32Array {
  const signs = new Uint32Array(words);
  vector.forEach((value, at) => {
    if (value > 0) signs[at >>> 5]! |= 1 << (at & 31);
  });
  return signs;
}

/** Bits that are one, all at once (Hacker's Delight, § 5-1). */
function countBits(given: number): number {
  let bits = given - ((given >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
