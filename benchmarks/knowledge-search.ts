import { embedText } from "../server/src/integrations/sandbox/embed-text.ts";
import { openShelf, packVector, unpackVector } from "../server/src/modules/knowledge/public.ts";
import { atLeast, atMost, type Benchmark } from "./lib/benchmark.ts";

const passages = process.argv.includes("--small") ? 5000 : 100_000;
const [wordsEach, vocabulary, queries, together] = [60, 40_000, 300, 50];

/** Deterministic, so that two runs ask the same (mulberry32). */
let state = 7;
function draw(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

/** Words as often as words are: the second half as often as the first, and so on (Zipf). */
const drawWord = () => `w${Math.floor(vocabulary ** draw())}`;
const drawText = (words: number) => Array.from({ length: words }, drawWord).join(" ");
const vectorOf = (text: string) => unpackVector(packVector(embedText(text)));

const cosine = (a: Int8Array, b: Int8Array) => {
  let [sum, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    sum += a[i]! * b[i]!;
    ofA += a[i]! ** 2;
    ofB += b[i]! ** 2;
  }
  return sum / Math.sqrt(ofA * ofB);
};

type Kept = { id: string; words: string; vector: Int8Array };

/** How many of the ten that are truly nearest are among the ten that are found. */
function recallOf(kept: readonly Kept[], find: (vector: Int8Array) => string[], asked: readonly string[]): number {
  const shares = asked.map((text) => {
    const vector = vectorOf(text);
    const scored = kept.map((one) => ({ id: one.id, score: cosine(one.vector, vector) }));
    const least = scored.map(({ score }) => score).toSorted((a, b) => b - a)[9]!;
    const nearest = new Set(scored.flatMap(({ id, score }) => (score >= least ? [id] : [])));
    return find(vector).filter((id) => nearest.has(id)).length / 10;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)]!;

/** How long a search of one collection in memory takes, and what comparing signs first costs in what is found. */
export const knowledgeSearch: Benchmark = {
  summary: "search 100,000 passages by words and vectors; --small for 5,000",
  run() {
    const kept = Array.from({ length: passages }, (_, at): Kept => {
      const words = drawText(wordsEach);
      return { id: `kpa_${at}`, words, vector: vectorOf(words) };
    });
    const shelf = openShelf();
    const began = performance.now();
    for (let at = 0; at < passages; at += together) shelf.put(`kdo_${at}`, "1", kept.slice(at, at + together));
    const filledInS = (performance.now() - began) / 1000;
    const times = Array.from({ length: queries }, () => {
      const words = drawText(8);
      const vector = vectorOf(words);
      const start = performance.now();
      shelf.find({ words, vector }, 10);
      return performance.now() - start;
    });
    const find = (vector: Int8Array) => shelf.find({ words: "", vector }, 10, "vector").map(({ id }) => id);
    const asked = Array.from({ length: 20 }, () => drawText(8));
    const facts = {
      passages,
      p50_ms: Number(percentile(times, 0.5).toFixed(1)),
      put_per_s: Math.round(passages / filledInS),
      memory_mb: Math.round(shelf.bytes() / 1e6),
    };
    return Promise.resolve([
      atMost("knowledge-search.p95_ms", percentile(times, 0.95), 50, facts),
      atLeast("knowledge-search.vector_recall", recallOf(kept, find, asked), 0.95),
    ]);
  },
};
