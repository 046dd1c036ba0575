import { createHash } from "node:crypto";

/** Random draws that a seed repeats. */
export type Draw = {
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  digits(n: number): string;
  letters(n: number): string;
  chance(p: number): boolean;
};

export function openDraw(seed: string): Draw {
  let [block, used] = [createHash("sha256").update(seed).digest(), 0];
  const next = () => {
    if (used + 4 > block.length) [block, used] = [createHash("sha256").update(block).digest(), 0];
    const value = block.readUInt32BE(used);
    used += 4;
    return value / 2 ** 32;
  };
  const int = (below: number) => Math.floor(next() * below);
  const times = (n: number, from: string) => Array.from({ length: n }, () => from[int(from.length)]!).join("");
  return {
    int,
    pick: (from) => from[int(from.length)]!,
    digits: (n) => times(n, "0123456789"),
    letters: (n) => times(n, "ABCDEFGHJKLMNPRSTUVWXYZ"),
    chance: (p) => next() < p,
  };
}
