import { readFileSync } from "node:fs";
import { join } from "node:path";
import { embedText } from "../../server/src/integrations/sandbox/embed-text.ts";
import { cutPassages, openShelf, packVector, unpackVector } from "../../server/src/modules/knowledge/public.ts";
import { atLeast, type Figure } from "../lib/benchmark.ts";

const most = 10;
const ways = ["both", "words", "vector"] as const;
type Way = (typeof ways)[number];
type Text = { _id: string; title?: string; text: string };
type Embed = (texts: readonly string[]) => Promise<number[][]>;
export type RetrievalSet = {
  corpus: Text[];
  queries: Text[];
  /** Of each question what answers it, and how well. */
  judged: Map<string, Map<string, number>>;
};

const readLines = (path: string) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");

/** A set in the form of BEIR: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`. */
export function readSet(folder: string): RetrievalSet {
  const judged = new Map<string, Map<string, number>>();
  for (const line of readLines(join(folder, "qrels/test.tsv")).slice(1)) {
    const [query = "", document = "", score = "0"] = line.split("\t");
    if (Number(score) > 0)
      judged.set(query, new Map([...(judged.get(query) ?? []), [document, Number(score)] as const]));
  }
  const read = (name: string) => readLines(join(folder, name)).map((line) => JSON.parse(line) as Text);
  return {
    corpus: read("corpus.jsonl"),
    queries: read("queries.jsonl").filter(({ _id }) => judged.has(_id)),
    judged,
  };
}

/** The gain of a list over that of the best there could be, each place counting less (Järvelin and Kekäläinen, 2002). */
export function ndcg(found: readonly string[], judged: ReadonlyMap<string, number>): number {
  const gain = (grades: readonly number[]) =>
    grades.slice(0, most).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const best = gain([...judged.values()].toSorted((a, b) => b - a));
  return gain(found.map((id) => judged.get(id) ?? 0)) / best;
}

const recall = (found: readonly string[], judged: ReadonlyMap<string, number>) =>
  found.slice(0, most).filter((id) => judged.has(id)).length / judged.size;

const sandbox: Embed = (texts) => Promise.resolve(texts.map((text) => embedText(text)));

/** Vectors of a server of the OpenAI dialect, such as Ollama, asked directly. */
export function embedAt(url: string, model: string): Embed {
  return async (input) => {
    const vectors: number[][] = [];
    for (let at = 0; at < input.length; at += 64) {
      const body = JSON.stringify({ model, input: input.slice(at, at + 64) });
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${url}/embeddings`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      vectors.push(...((await answer.json()) as { data: { embedding: number[] }[] }).data.map((one) => one.embedding));
    }
    return vectors;
  };
}

/** Recall and nDCG at ten: both ways together, against words alone and vectors alone, as the product cuts, splits and ranks. */
export async function judgeRanking(
  name: string,
  { corpus, queries, judged }: RetrievalSet,
  embed: Embed = sandbox,
): Promise<Figure> {
  const shelf = openShelf();
  for (const { _id, title = "", text } of corpus) {
    const cut = cutPassages([{ text, heading: title }]);
    const words = cut.map((one) => (title === "" ? one.text : `${title}\n${one.text}`));
    const vectors = await embed(words);
    const put = words.map((one, at) => ({ id: _id, words: one, vector: unpackVector(packVector(vectors[at]!)) }));
    shelf.put(_id, "1", put);
  }
  const sums = new Map<Way, [recall: number, gain: number]>(ways.map((way) => [way, [0, 0]]));
  const vectors = await embed(queries.map(({ text }) => text));
  for (const [at, { _id, text }] of queries.entries())
    for (const way of ways) {
      const asked = { words: text, vector: unpackVector(packVector(vectors[at]!)) };
      const found = [...new Set(shelf.find(asked, most * 5, way).map(({ id }) => id))].slice(0, most);
      const sum = sums.get(way)!;
      sum[0] += recall(found, judged.get(_id)!);
      sum[1] += ndcg(found, judged.get(_id)!);
    }
  const of = (way: Way, which: 0 | 1) => Number((sums.get(way)![which] / queries.length).toFixed(3));
  const facts = Object.fromEntries(
    ways.flatMap((way) => [
      [`${way}_recall`, of(way, 0)],
      [`${way}_ndcg`, of(way, 1)],
    ]),
  );
  const single = Math.max(of("words", 1), of("vector", 1));
  return atLeast(`knowledge-search.${name}`, of("both", 1) / single, 0.95, {
    ...facts,
    documents: corpus.length,
    questions: queries.length,
  });
}
