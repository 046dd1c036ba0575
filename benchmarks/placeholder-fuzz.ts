import { atMost, type Benchmark } from "./lib/benchmark.ts";
import { fuzzAnswers } from "./placeholders/fuzz-answers.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

/** Answers with placeholders in every form, cut anywhere, in two conversations of different tenants. */
export const placeholderFuzz: Benchmark = {
  summary: "restore mutated and split answers; --n=10000, --seed=S",
  async run() {
    const [n, seed] = [Number(optionOf("n") ?? 10_000), optionOf("seed") ?? "avow"];
    const { answers, placeholders, foreign, wrong } = await fuzzAnswers(n, seed);
    for (const line of wrong.slice(0, 20)) process.stderr.write(`${line}\n`);
    return [atMost("placeholder-fuzz.wrong", wrong.length, 0, { seed, answers, placeholders, foreign })];
  },
};
