import { outwardFetch, type OutwardFetch } from "../../egress/outward/outward.ts";

export type HeldFetch = {
  fetch: OutwardFetch;
  /** Whoever is asked next is not there. */
  leave(): void;
  /** The next answers come in the opposite order of their questions. */
  shuffle(): void;
};

const shuffledCount = 4;
const stepMs = 60;

/** The outward client, with a hand between: the other side is gone for one question, or answers several out of order. */
export function holdFetch(options: Partial<Parameters<typeof outwardFetch>[0]> = {}): HeldFetch {
  const outward = outwardFetch({ allowLoopback: true, ...options });
  const delays: number[] = [];
  let isGone = false;
  const ask: OutwardFetch = Object.assign(
    async (...[url, init]: Parameters<OutwardFetch>) => {
      const [gone, delay] = [isGone, delays.shift() ?? 0];
      isGone = false;
      const answer = await outward(gone ? "http://127.0.0.1:9/" : url, init);
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      return answer;
    },
    { close: () => outward.close() },
  );
  return {
    fetch: ask,
    leave: () => void (isGone = true),
    shuffle: () => void delays.push(...Array.from({ length: shuffledCount }, (_, n) => (shuffledCount - n) * stepMs)),
  };
}
