import { openThrowAwayCluster } from "../server/src/operate/embedded/throw-away-cluster.ts";
import { atMost, type Benchmark } from "./lib/benchmark.ts";
import { tryPrompts } from "./leaks/try-prompts.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

/** Whether anything of what was planted in prompts arrives anywhere, and whether answers come back as they would have. */
export const guardrailLeaks: Benchmark = {
  summary: "prompts with planted values over every way out, against a recorder; --n=1000, --seed=S",
  async run() {
    const [n, seed] = [Number(optionOf("n") ?? 1000), optionOf("seed") ?? "avow"];
    const cluster = await openThrowAwayCluster({ isDurable: false });
    process.env["AVOW_TEST_DATABASE_URL"] = cluster.url;
    try {
      const trial = await tryPrompts(n, seed);
      for (const line of [...trial.leaks, ...trial.unequal, ...trial.failures]) process.stderr.write(`${line}\n`);
      const { prompts, values, blocked, echoes, free, freeLeft } = trial;
      const facts = { seed, prompts, values, blocked };
      return [
        atMost("guardrail-leaks.values", trial.leaks.length, 0, facts),
        atMost("guardrail-leaks.unequal", trial.unequal.length, 0, { echoes }),
        atMost("guardrail-leaks.failures", trial.failures.length, 0),
        atMost("guardrail-leaks.names", free === 0 ? 0 : freeLeft / free, 1, { names: free, unit: "share that left" }),
      ];
    } finally {
      delete process.env["AVOW_TEST_DATABASE_URL"];
      await cluster.stop();
    }
  },
};
