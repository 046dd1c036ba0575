import { expect, test } from "vitest";
import { compareBytes, strideOf } from "./compare-bytes.ts";
import { openVectors } from "./open-vectors.ts";

let state = 11;
const draw = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
const vectorOf = (dimensions: number) => Int8Array.from({ length: dimensions }, () => draw(255) - 127);
const product = (a: Int8Array, b: Int8Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

test.each([1, 15, 16, 100, 256, 1536, 4096])("products of vectors of %d bytes are exact", (dimensions) => {
  const stride = strideOf(dimensions);
  const vectors = [...Array.from({ length: 700 }, () => vectorOf(dimensions)), new Int8Array(dimensions).fill(127)];
  const rows = new Int8Array(vectors.length * stride);
  vectors.forEach((vector, at) => rows.set(vector, at * stride));
  for (const query of [vectors[0]!, vectors.at(-1)!, new Int8Array(dimensions).fill(-127)]) {
    const found: number[] = [];
    compareBytes(query, rows, (row, sum) => (found[row] = sum));
    expect(found).toEqual(vectors.map((vector) => product(vector, query)));
  }
});

test("of vectors whose signs alone are compared first, nearly all that are nearest are found", () => {
  const [whole, likely] = [openVectors(128), openVectors(128, { wholeBytesMax: 0 })];
  const vectors = Array.from({ length: 3000 }, () => vectorOf(128));
  vectors.forEach((vector, slot) => {
    whole.put(slot, vector);
    likely.put(slot, vector);
  });
  const shares = Array.from({ length: 20 }, () => {
    const query = vectorOf(128);
    const nearest = new Set(whole.find(query, 10));
    return likely
      .find(query, 100)
      .slice(0, 10)
      .filter((slot) => nearest.has(slot)).length;
  });
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(190);
});

test("a vector that is dropped is found by neither way, and the nearest comes first", () => {
  for (const wholeBytesMax of [0, 1_000_000]) {
    const vectors = openVectors(3, { wholeBytesMax });
    vectors.put(0, Int8Array.from([127, 0, 0]));
    vectors.put(1, Int8Array.from([100, 100, 0]));
    vectors.put(5, Int8Array.from([-127, 0, 0]));
    expect(vectors.find(Int8Array.from([127, 1, 0]), 10)).toEqual([0, 1]);
    vectors.drop(0);
    expect(vectors.find(Int8Array.from([127, 1, 0]), 10)).toEqual([1]);
    expect(vectors.find(Int8Array.from([127, 1]), 10)).toEqual([]);
  }
});
