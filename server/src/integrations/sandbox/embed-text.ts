import { createHash } from "node:crypto";

const dimensionsUsual = 256;

/** A vector of length one in which texts that share words lie near each other: words hashed to places and signs. */
export function embedText(text: string, dimensions = dimensionsUsual): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [""]) {
    const hash = createHash("sha256").update(word).digest();
    const place = hash.readUInt32LE(0) % dimensions;
    vector[place] = vector[place]! + (hash[4]! % 2 === 0 ? 1 : -1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
