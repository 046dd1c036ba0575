import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allDetectors, patternDetectors } from "../server/src/egress/guardrail/all-detectors.ts";
import { detectAll } from "../server/src/egress/guardrail/detect-all.ts";
import type { Detector } from "../server/src/egress/guardrail/detector.ts";
import { mergeSteps } from "../server/src/egress/guardrail/merge-hits.ts";
import { findAgain } from "../server/src/egress/guardrail/names/again/find-again.ts";
import { nameDetectors } from "../server/src/egress/guardrail/names/name-detectors.ts";
import { maskSteps } from "../server/src/egress/guardrail/redact/mask-text.ts";
import { openPlaceholders } from "../server/src/egress/guardrail/redact/placeholders.ts";
import { seeThrough } from "../server/src/egress/guardrail/see-through.ts";
import { doInTurns } from "../server/src/egress/guardrail/take-turns.ts";
import { atLeast, atMost, type Benchmark, type Figure, median } from "./lib/benchmark.ts";
import { openDraw } from "./pii/draw.ts";
import { hostileCount, hostilePieces, makeHostile, repeatTo } from "./pii/make-hostile.ts";

const of = { now: new Date("2026-01-01T00:00:00Z") };
const isFull = process.argv.includes("--full");
const [small, large] = isFull ? [262_144, 1_048_576] : [16_384, 65_536];
const searches = Number(process.argv.find((word) => word.startsWith("--search="))?.slice(9) ?? 200);
const megabyte = 1e6;

/** Milliseconds of processor time, so that what else the machine does counts little. */
function measure(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const run = (detectors: readonly Detector[], text: string) => {
  for (const { detect } of detectors)
    for (let at = 0; at < text.length; at += 32_768) detect(text.slice(at, at + 32_768), of);
};

/** Ordinary text is this repository's own documentation: prose with numbers, addresses and code in it. */
function readOrdinary(): string {
  const root = join(import.meta.dirname, "..");
  const files = globSync(["*.md", "docs/**/*.md", "benchmarks/*.md"], { cwd: root }).toSorted();
  return files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
}

export const guardrailSpeed: Benchmark = {
  summary: "detectors on ordinary and hostile text; --full for 1 MB each, --search=N for a longer search for worse",
  async run() {
    const ordinary = readOrdinary();
    for (let n = 0; n < 3; n++) run(allDetectors, ordinary);
    const rate = (detectors: readonly Detector[]) => {
      const times = Array.from({ length: 9 }, () => measure(() => run(detectors, ordinary)));
      return Buffer.byteLength(ordinary) / megabyte / (Math.min(...times) / 1000);
    };
    const began = process.cpuUsage();
    await detectAll(ordinary, patternDetectors, of);
    const { user, system } = process.cpuUsage(began);
    const facts = {
      unit: "MB/s of one core, the best of nine",
      megabytes: Number((ordinary.length / megabyte).toFixed(2)),
      in_slices: Number((Buffer.byteLength(ordinary) / (user + system)).toFixed(2)),
    };
    return [
      atLeast("guardrail-speed.patterns", rate(patternDetectors), 10, facts),
      atLeast("guardrail-speed.all", rate(allDetectors), 3, facts),
      await measurePrompt(ordinary),
      await measureTurns(),
      ...measureGrowth(),
    ];
  },
};

/** What a prompt of 4 kB waits before it is sent. */
async function measurePrompt(ordinary: string): Promise<Figure> {
  const times: number[] = [];
  for (let n = 0; n < 200; n++) {
    const prompt = ordinary.slice((n * 997) % (ordinary.length - 4096)).slice(0, 4096);
    const began = performance.now();
    await detectAll(prompt, allDetectors, of);
    times.push(performance.now() - began);
  }
  return atMost("guardrail-speed.prompt", median(times), 2, { unit: "ms for 4 kB", prompts: times.length });
}

/** Four times the text in at most about four times the time: the worst of a corpus and of a search for worse. */
function measureGrowth(): Figure[] {
  let [worst, slowest, name, slowName] = [0, Number.POSITIVE_INFINITY, "", ""];
  const judge = (unit: string, short: string, long: string) => {
    const [once, four] = [best(() => run(allDetectors, short)), best(() => run(allDetectors, long))];
    const growth = four / Math.max(once, 2);
    if (growth > worst) [worst, name] = [growth, unit];
    const rate = long.length / megabyte / (four / 1000);
    if (rate < slowest) [slowest, slowName] = [rate, unit];
  };
  for (const { name: unit, text } of makeHostile(large)) judge(unit, text.slice(0, small), text);
  const draw = openDraw("worse");
  for (let n = 0; n < searches; n++) {
    // Every other one is the slowest so far with something changed: worse is often near to bad.
    const pieces = n % 2 === 0 ? [] : [slowName];
    while (pieces.length < 2 + draw.int(6)) pieces.splice(draw.int(pieces.length + 1), 0, draw.pick(hostilePieces));
    const unit = pieces.join("").slice(0, 200);
    judge(unit, repeatTo(unit, small), repeatTo(unit, large));
  }
  const facts = { inputs: hostileCount + searches, kilobytes: large / 1024, times_the_text: large / small };
  return [
    atMost("guardrail-speed.growth", worst, 8, { ...facts, worst: JSON.stringify(name) }),
    atLeast("guardrail-speed.hostile", slowest, 0.3, {
      unit: "MB/s, the slowest",
      ...facts,
      slowest: JSON.stringify(slowName),
    }),
  ];
}

const best = (work: () => void) => Math.min(measure(work), measure(work));

/** All that the guardrail does with a text: escapes, detectors, names, placeholders. */
async function guard(text: string): Promise<void> {
  const find = (one: string) => detectAll(one, [...allDetectors, ...nameDetectors], of);
  const seen = await seeThrough(text);
  const hits = [...(await find(text)), ...(seen ? (await find(seen.text)).map(seen.toRaw) : [])];
  const merged = await doInTurns(mergeSteps(hits));
  const [again = []] = await doInTurns(findAgain([{ text, hits: merged }]));
  await doInTurns(maskSteps([{ text, hits: again }], openPlaceholders()));
}

/**
 * Milliseconds that the thread may have worked since: no more than has passed, and no more than the whole process had of the
 * processor. What the thread alone had is told by the kernel only at its clock's ticks, 4 ms apart on some machines.
 */
function beginTurn(): () => number {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(performance.now() - began, (user + system) / 1000);
  };
}

/**
 * The most processor time between two turns of anything else, while hostile texts were looked at. Each is looked at three
 * times and the least of its longest turns counts: a text takes its time each time, the collector and the compiler do not.
 */
async function measureTurns(): Promise<Figure> {
  const all = { longest: 0, over: 0, turns: 0 };
  let [worst, slowest] = [0, ""];
  for (const { text } of makeHostile(4096)) await guard(text);
  for (const { name, text } of makeHostile(isFull ? 131_072 : 16_384)) {
    let least = Number.POSITIVE_INFINITY;
    for (let n = 0; n < 3; n++) {
      const turns = await readTurns(() => guard(text));
      const longest = Math.max(...turns);
      least = Math.min(least, longest);
      all.longest = Math.max(all.longest, longest);
      all.over += turns.filter((ms) => ms > 5).length;
      all.turns += turns.length;
    }
    if (least > worst) [worst, slowest] = [least, name];
  }
  return atMost("guardrail-speed.turn", worst, 5, {
    unit: "ms of the thread, the longest turn of a text, the least of three times",
    longest_of_all: Number(all.longest.toFixed(2)),
    turns: all.turns,
    over: all.over,
    slowest,
  });
}

/** How long each turn of the event loop was during some work. */
async function readTurns(work: () => Promise<void>): Promise<number[]> {
  const turns: number[] = [];
  let isRunning = true;
  let readTurn = beginTurn();
  const tick = () => {
    turns.push(readTurn());
    readTurn = beginTurn();
    if (isRunning) setImmediate(tick);
  };
  setImmediate(tick);
  await work();
  isRunning = false;
  return [...turns, readTurn()];
}
