import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(8192);
let used = pool.length;

/**
 * Bytes from the system's generator, drawn in bulk: asking for a few at a time costs a system call each.
 * What was given out is wiped from the pool.
 */
export function randomBytesFromPool(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}
