/** A generator that gives the same numbers for the same seed (mulberry32). */
export type Random = {
  next(): number;
  below(n: number): number;
  pick<T>(of: readonly T[]): T;
  chance(p: number): boolean;
};

export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { next, below, pick: (of) => of[below(of.length)]!, chance: (p) => next() < p };
}

export function shuffle<T>(of: T[], random: Random): T[] {
  for (let i = of.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [of[i], of[j]] = [of[j]!, of[i]!];
  }
  return of;
}
