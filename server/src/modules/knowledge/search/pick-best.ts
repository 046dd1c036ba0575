/** The best of many by their scores, without keeping or sorting the others. */
export type Best = {
  offer(slot: number, score: number): void;
  /** Best first; of equals whichever has the lower number. */
  take(): number[];
};

/** A heap of at most `most`, with the weakest of them on top. */
export function pickBest(most: number): Best {
  const slots = new Int32Array(most);
  const scores = new Float64Array(most);
  let size = 0;

  const isWeaker = (a: number, b: number) =>
    scores[a]! < scores[b]! || (scores[a] === scores[b] && slots[a]! > slots[b]!);
  const swap = (a: number, b: number) => {
    const [slot, score] = [slots[a]!, scores[a]!];
    slots[a] = slots[b]!;
    scores[a] = scores[b]!;
    slots[b] = slot;
    scores[b] = score;
  };
  const rise = (from: number) => {
    for (let at = from, up = (at - 1) >> 1; at > 0 && isWeaker(at, up); at = up, up = (at - 1) >> 1) swap(at, up);
  };
  const sink = () => {
    let at = 0;
    while (true) {
      const left = at * 2 + 1;
      if (left >= size) return;
      const weaker = left + 1 < size && isWeaker(left + 1, left) ? left + 1 : left;
      if (!isWeaker(weaker, at)) return;
      swap(weaker, at);
      at = weaker;
    }
  };

  return {
    offer(slot, score) {
      if (size < most) {
        slots[size] = slot;
        scores[size] = score;
        rise(size++);
      } else if (score > scores[0]! || (score === scores[0] && slot < slots[0]!)) {
        slots[0] = slot;
        scores[0] = score;
        sink();
      }
    },
    take() {
      const order = Array.from({ length: size }, (_, at) => at).toSorted((a, b) => (isWeaker(a, b) ? 1 : -1));
      return order.map((at) => slots[at]!);
    },
  };
}
