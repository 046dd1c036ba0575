/** Vectors of one model in one place, found by the angle between them. */
export type Vectors = {
  put(slot: number, vector: Int8Array): void;
  drop(slot: number): void;
  /** The slots nearest to `query`, nearest first. */
  find(query: Int8Array, most: number): number[];
  bytes(): number;
};

/** Up to so many are all compared whole; of more, those whose signs agree most. */
const wholeMax = 20_000;
/** So many times as many as are asked for are compared whole. */
const candidatesTimes = 12;

export function openVectors(dimensions: number): Vectors {
  const words = Math.ceil(dimensions / 32);
  let values = new Int8Array(1024 * dimensions);
  let signs = new Uint32Array(1024 * words);
  let lengths = new Float32Array(1024);
  let size = 0;

  const grow = (slots: number) => {
    const capacity = Math.max(slots, lengths.length * 2);
    const [oldValues, oldSigns, oldLengths] = [values, signs, lengths];
    values = new Int8Array(capacity * dimensions);
    signs = new Uint32Array(capacity * words);
    lengths = new Float32Array(capacity);
    values.set(oldValues);
    signs.set(oldSigns);
    lengths.set(oldLengths);
  };

  const compare = (query: Int8Array, slot: number): number => {
    let sum = 0;
    const start = slot * dimensions;
    for (let i = 0; i < dimensions; i++) sum += values[start + i]! * query[i]!;
    return sum / lengths[slot]!;
  };

  const findLikely = (query: Int8Array, most: number): number[] => {
    const wanted = signsOf(query, words);
    const counts = new Uint32Array(dimensions + 1);
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
    while (limit < dimensions && (seen += counts[limit]!) < most) limit++;
    const found: number[] = [];
    for (let slot = 0; slot < size; slot++) if (lengths[slot] !== 0 && distances[slot]! <= limit) found.push(slot);
    return found;
  };

  const live = () => Array.from({ length: size }, (_, slot) => slot).filter((slot) => lengths[slot] !== 0);

  return {
    put(slot, vector) {
      if (vector.length !== dimensions) return;
      if (slot >= lengths.length) grow(slot + 1);
      values.set(vector, slot * dimensions);
      signs.set(signsOf(vector, words), slot * words);
      lengths[slot] = Math.hypot(...vector) || 1;
      size = Math.max(size, slot + 1);
    },
    drop(slot) {
      if (slot >= size) return;
      values.fill(0, slot * dimensions, (slot + 1) * dimensions);
      lengths[slot] = 0;
    },
    find(query, most) {
      if (query.length !== dimensions) return [];
      const candidates = size <= wholeMax ? live() : findLikely(query, most * candidatesTimes);
      const scored = candidates.map((slot) => ({ slot, score: compare(query, slot) })).filter(({ score }) => score > 0);
      return scored
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most)
        .map(({ slot }) => slot);
    },
    bytes: () => values.byteLength + signs.byteLength + lengths.byteLength,
  };
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
