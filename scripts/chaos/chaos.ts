export type ChaosOptions = { n: number; seed: number; say(line: string): void };
export type ChaosReport = { problems: string[] } & Record<string, number | string | string[]>;
export type Chaos = (options: ChaosOptions) => Promise<ChaosReport>;

/** mulberry32: small, repeatable, good enough to choose moments. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
