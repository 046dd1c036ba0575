import { join } from "node:path";
import type { Benchmark } from "./lib/benchmark.ts";
import { askDeployment } from "./knowledge/ask-deployment.ts";
import { drawPassages } from "./knowledge/draw-passages.ts";
import { embedAt, judgeRanking, readSet } from "./knowledge/judge-ranking.ts";
import { searchShelf } from "./knowledge/search-shelf.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const [few, usual] = [5000, 100_000];

/** How well and how fast knowledge is searched: what is found of a public set, in memory, and through the whole product. */
export const knowledgeSearch: Benchmark = {
  summary:
    "search 100,000 passages, take documents in, rank a public set; --small for 5,000; --data=FOLDER of BEIR's form, --embeddings=URL --model=NAME",
  async run() {
    const [url, model] = [optionOf("embeddings"), optionOf("model")];
    const set = readSet(optionOf("data") ?? join(import.meta.dirname, "data/retrieval"));
    const ranked = [await judgeRanking("ndcg", set)];
    if (url && model) ranked.push(await judgeRanking("ndcg_of_model", set, embedAt(url, model)));
    const passages = drawPassages(process.argv.includes("--small") ? few : usual);
    return [...ranked, ...searchShelf(passages), ...(await askDeployment(passages))];
  },
};
