import { labelCount, stride, type Weights } from "../../server/src/egress/guardrail/names/tag-line.ts";
import type { Learned } from "./learn.ts";

/** Weights as whole numbers of one byte; features seen only once or twice are noise and go. */
export function quantise({ weights, moves, counts }: Learned, least = 4, most = 127): Weights {
  const sizes = Float32Array.from(
    weights.filter((w) => w !== 0),
    Math.abs,
  ).toSorted();
  const scale = (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / most;
  const toByte = (value: number): number => Math.max(-127, Math.min(127, Math.round(value / scale)));
  const features = new Int8Array(weights.length);
  for (let bucket = 0; bucket < counts.length; bucket++) {
    if (counts[bucket]! < least) continue;
    for (let k = 0; k < labelCount; k++) features[bucket * stride + k] = toByte(weights[bucket * stride + k]!);
  }
  return { features, moves: Int8Array.from(moves, toByte), scale };
}
