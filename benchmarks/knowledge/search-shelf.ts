import { openShelf } from "../../server/src/modules/knowledge/public.ts";
import { atLeast, atMost, type Figure, quantile } from "../lib/benchmark.ts";
import { drawText, type Drawn, vectorOf } from "./draw-passages.ts";

const [queries, together, wordsAsked, most] = [300, 50, 8, 10];

const cosine = (a: Int8Array, b: Int8Array) => {
  let [sum, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    sum += a[i]! * b[i]!;
    ofA += a[i]! ** 2;
    ofB += b[i]! ** 2;
  }
  return sum / Math.sqrt(ofA * ofB);
};

/** How many of the ten that are truly nearest are among the ten that are found. */
function recallOf(kept: readonly Drawn[], find: (vector: Int8Array) => string[], asked: readonly string[]): number {
  const shares = asked.map((text) => {
    const vector = vectorOf(text);
    const scored = kept.map((one) => ({ id: one.id, score: cosine(one.vector, vector) }));
    const least = scored.map(({ score }) => score).toSorted((a, b) => b - a)[most - 1]!;
    const nearest = new Set(scored.flatMap(({ id, score }) => (score >= least - 1e-9 ? [id] : [])));
    return find(vector).filter((id) => nearest.has(id)).length / most;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** One collection in the memory of a process: how long a search takes, how exact it is by vectors, and what room it needs. */
export function searchShelf(kept: readonly Drawn[]): Figure[] {
  const shelf = openShelf();
  const began = performance.now();
  for (let at = 0; at < kept.length; at += together) shelf.put(`kdo_${at}`, "1", kept.slice(at, at + together));
  const filledInS = (performance.now() - began) / 1000;
  const time = (by: "both" | "words" | "vector") =>
    Array.from({ length: queries }, () => {
      const words = drawText(wordsAsked);
      const vector = vectorOf(words);
      const start = performance.now();
      shelf.find({ words, vector }, most, by);
      return performance.now() - start;
    });
  const [both, words, vector] = [time("both"), time("words"), time("vector")];
  const find = (of: Int8Array) => shelf.find({ words: "", vector: of }, most, "vector").map(({ id }) => id);
  const ms = (times: readonly number[], share: number) => Number(quantile(times, share).toFixed(1));
  const facts = {
    passages: kept.length,
    p50_ms: ms(both, 0.5),
    words_p95_ms: ms(words, 0.95),
    vectors_p95_ms: ms(vector, 0.95),
    put_per_s: Math.round(kept.length / filledInS),
    memory_mb: Math.round(shelf.bytes() / 1e6),
  };
  const asked = Array.from({ length: 20 }, () => drawText(wordsAsked));
  return [
    atMost("knowledge-search.p95_ms", quantile(both, 0.95), 50, facts),
    atLeast("knowledge-search.vector_recall", recallOf(kept, find, asked), 0.95),
  ];
}
