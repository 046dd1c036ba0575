/** Which words stand where, ranked by BM25. */
export type Postings = {
  put(slot: number, words: readonly string[]): void;
  drop(slot: number): void;
  /** The slots in which these words weigh most. */
  find(words: readonly string[], most: number): number[];
  bytes(): number;
};

// Robertson and Zaragoza, 2009: how soon repeating a word stops to count, and how much a long text is held against it.
const repeats = 1.2;
const longness = 0.75;
/** A word in more than every third text says little, and costs most to look at. */
const commonShare = 1 / 3;
const countBits = 6;
const countMax = (1 << countBits) - 1;

export function openPostings(): Postings {
  /** Of each word its slots with how often it stands there, in one number. */
  const places = new Map<string, number[]>();
  const lengths: number[] = [];
  let [live, dead, total, entries] = [0, 0, 0, 0];
  let scores = new Float32Array(0);

  /** In how many texts that are still there a word stands. */
  const countLive = (list: readonly number[]): number =>
    dead === 0 ? list.length : list.reduce((sum, entry) => (lengths[entry >>> countBits] ? sum + 1 : sum), 0);

  return {
    put(slot, words) {
      const counts = new Map<string, number>();
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const [word, count] of counts) {
        const known = places.get(word);
        const entry = slot * (countMax + 1) + Math.min(count, countMax);
        if (known) known.push(entry);
        else places.set(word, [entry]);
      }
      while (lengths.length <= slot) lengths.push(0);
      lengths[slot] = Math.max(1, words.length);
      live++;
      total += lengths[slot];
      entries += counts.size;
    },
    drop(slot) {
      if (!lengths[slot]) return;
      live--;
      dead++;
      total -= lengths[slot];
      lengths[slot] = 0;
    },
    find(words, most) {
      if (live === 0) return [];
      const lists = [...new Set(words)].flatMap((word) => {
        const list = places.get(word);
        const count = list ? countLive(list) : 0;
        return list && count > 0 ? [{ list, count }] : [];
      });
      const telling = lists.filter(({ count }) => count <= Math.max(10, live * commonShare));
      if (scores.length < lengths.length) scores = new Float32Array(lengths.length * 2);
      const touched: number[] = [];
      const average = total / live;
      for (const { list, count: texts } of telling.length > 0 ? telling : lists) {
        const weight = Math.log(1 + (live - texts + 0.5) / (texts + 0.5));
        for (const entry of list) {
          const slot = entry >>> countBits;
          const length = lengths[slot]!;
          if (length === 0) continue;
          const count = entry & countMax;
          if (scores[slot] === 0) touched.push(slot);
          scores[slot]! +=
            (weight * count * (repeats + 1)) / (count + repeats * (1 - longness + (longness * length) / average));
        }
      }
      const found = pickBest(touched, scores, most);
      for (const slot of touched) scores[slot] = 0;
      return found;
    },
    bytes: () => entries * 8 + places.size * 120 + lengths.length * 8,
  };
}

/** Many are touched and few wanted: the weakest that could still count is found first. */
function pickBest(touched: readonly number[], scores: Float32Array, most: number): number[] {
  let candidates = touched;
  if (touched.length > most * 4) {
    const sorted = Float32Array.from(touched, (slot) => scores[slot]!).toSorted();
    const least = sorted[sorted.length - most]!;
    candidates = touched.filter((slot) => scores[slot]! >= least);
  }
  return candidates.toSorted((a, b) => scores[b]! - scores[a]!).slice(0, most);
}
