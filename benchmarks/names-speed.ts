import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { detectAll } from "../server/src/egress/guardrail/detect-all.ts";
import { loadModel } from "../server/src/egress/guardrail/names/load-model.ts";
import { nameDetectors } from "../server/src/egress/guardrail/names/name-detectors.ts";
import { atLeast, atMost, type Benchmark, median } from "./lib/benchmark.ts";
import { readSets } from "./pii/read-sets.ts";

const of = { now: new Date() };
const find = (text: string) => detectAll(text, nameDetectors, of);

/** Seconds of processor time: what else the machine does is left out. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** The longest that anything else waited while `work` ran, in milliseconds. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let [longest, isOver] = [0, false];
  const watching = (async () => {
    for (let last = performance.now(); !isOver; ) {
      await setImmediate();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  })();
  await work();
  isOver = true;
  await watching;
  return longest;
}

/** How fast names and addresses are found in ordinary text, and how long everything else waits for it. */
export const namesSpeed: Benchmark = {
  summary: "find names and addresses in 1 MB of ordinary text and in a prompt of 4 kB",
  async run() {
    const sets = readSets(join(import.meta.dirname, "data/pii"));
    const all = sets.flatMap(({ texts }) => texts.map(({ text }) => text)).join("\n");
    const text = all.repeat(Math.ceil(1e6 / all.length)).slice(0, 1_000_000);
    const before = process.memoryUsage().rss;
    const loadedInS = await cpuOf(async () => loadModel());
    const modelMb = (process.memoryUsage().rss - before) / 1e6;
    for (let at = 0; at < 400_000; at += 4096) await find(text.slice(at, at + 4096));
    const whole: number[] = [];
    for (let i = 0; i < 3; i++) whole.push(await cpuOf(() => find(text)));
    const prompts: number[] = [];
    for (let at = 0; at + 4096 < text.length; at += 16_384)
      prompts.push(1000 * (await cpuOf(() => find(text.slice(at, at + 4096)))));
    const facts = { model_mb: Math.round(modelMb), model_load_ms: Math.round(1000 * loadedInS) };
    return [
      atLeast("names-speed.mb_per_s", 1 / median(whole), 1, facts),
      atMost("names-speed.prompt_4kb_ms", median(prompts), 2),
      atMost("names-speed.longest_turn_ms", await longestTurn(() => find(text)), 5),
    ];
  },
};
