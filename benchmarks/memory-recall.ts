import { openShelf } from "../server/src/modules/knowledge/search/open-shelf.ts";
import { withChains } from "../server/src/modules/memory/recall/find-memories.ts";
import { isAboutPast, rankMemories } from "../server/src/modules/memory/recall/rank-memories.ts";
import { readTimes } from "../server/src/modules/memory/recall/read-times.ts";
import { atLeast, type Benchmark } from "./lib/benchmark.ts";
import { makeLife, type Question } from "./memory/make-life.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const now = new Date("2026-11-22T12:00:00Z");

/** How often what an agent knows answers a question first: of now, of before, of a year; by words alone, as in the sandbox. */
export const memoryRecall: Benchmark = {
  summary:
    "find what is so, was so before and was so in a year, among 490 memories; --seed=S, --show for what was missed",
  run() {
    const { noted, questions } = makeLife(optionOf("seed") ?? "avow");
    const shelf = openShelf();
    for (const { id, text } of noted) shelf.put(id, "1", [{ id, words: text, vector: undefined }]);
    const isMet = ({ text, answers }: Question) => {
      const times = readTimes(text, now);
      const found = shelf.find({ words: text }, 60);
      const ids = new Set(withChains(noted, found, isAboutPast(times)));
      const rows = noted.filter(({ id }) => ids.has(id));
      const [best] = rankMemories(rows, found, times, now);
      if (process.argv.includes("--show") && !answers.includes(best?.id ?? ""))
        process.stderr.write(`${text} ${noted.find(({ id }) => id === best?.id)?.text}\n`);
      return answers.includes(best?.id ?? "");
    };
    const kinds = ["now", "before", "year"] as const;
    const figures = kinds.map((kind) => {
      const asked = questions.filter((one) => one.kind === kind);
      const words = asked.filter(({ text, answers }) => answers.includes(shelf.find({ words: text }, 1)[0]?.id ?? ""));
      const met = asked.filter(isMet).length / asked.length;
      return atLeast(`memory-recall.${kind}`, met, 0.9, {
        questions: asked.length,
        memories: noted.length,
        words_alone: words.length / asked.length,
      });
    });
    return Promise.resolve(figures);
  },
};
