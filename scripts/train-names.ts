import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { makeLexicon } from "../server/src/egress/guardrail/names/lexicon.ts";
import { packModel, type Model } from "../server/src/egress/guardrail/names/model-file.ts";
import { tagText } from "../server/src/egress/guardrail/names/tag-text.ts";
import { buildLexicon } from "./train-names/build-lexicon.ts";
import { buildKinds } from "./train-names/build-kinds.ts";
import { fillTemplates } from "./train-names/fill-templates.ts";
import { installLists } from "./train-names/install-lists.ts";
import { Learner, toExamples } from "./train-names/learn.ts";
import { Drawer } from "./train-names/drawer.ts";
import { measure } from "./train-names/measure.ts";
import { quantise } from "./train-names/quantise.ts";
import { makeRandom, shuffle } from "./train-names/random.ts";
import { readData, type Sample } from "./train-names/read-data.ts";
import { readLists } from "./train-names/read-lists.ts";
import { vary } from "./train-names/vary.ts";

/** `node scripts/train-names.ts --data FOLDER`: see `scripts/train-names/README.md`. */
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    lists: { type: "string" },
    out: { type: "string" },
    without: { type: "string", multiple: true, default: [] },
    show: { type: "string" },
    seed: { type: "string", default: "7" },
    runs: { type: "string", default: "6" },
    epochs: { type: "string", default: "5" },
    bits: { type: "string", default: "19" },
    templates: { type: "string", default: "400" },
    rate: { type: "string", default: "0.1" },
    decay: { type: "string", default: "0.000001" },
    "forget-words": { type: "string", default: "0.25" },
    "forget-names": { type: "string", default: "0.15" },
  },
});
if (!values.data) throw new Error("say where the labelled sets are: --data FOLDER");
/** Sets of one making say the same again and again: a part of them is enough. */
const shares: Record<string, number> = {
  btc_twitter: 1,
  wnut17_test: 1,
  germeval14_de: 1,
  presidio_generated_large: 1,
  piianon_clinical: 0.1,
  pl_pii_bench_robust: 1,
};
/** The last passes are averaged: each ends a little to one side. */
const averaged = 3;
const random = makeRandom(Number(values.seed));
const lists = await readLists(values.lists ?? installLists());
const entries = buildLexicon(lists);
const lexicon = makeLexicon(entries, buildKinds(lists));
const draw = new Drawer(lists, random);
const sets = new Map(Object.keys(shares).map((source) => [source, readData(values.data!, source)]));
const mask = (1 << Number(values.bits)) - 1;
const forget = { word: Number(values["forget-words"]), names: Number(values["forget-names"]) };

const model = learnModel([...sets.keys()].flatMap(toLearn));
for (const source of sets.keys()) report(source, measure(toMeasure(source), model));
if (values.show) showMistakes(toMeasure(values.show), model);
if (values.out) writeFileSync(values.out, packModel(model));

/** Every fifth text is held out, unless the model is to be shipped: then the figures come from the runs before. */
function toLearn(source: string): Sample[] {
  if (values.without.includes(source)) return [];
  return sets.get(source)!.filter((_, i) => (values.out || i % 5 !== 0) && random.chance(shares[source]!));
}

function toMeasure(source: string): Sample[] {
  return sets.get(source)!.filter((_, i) => values.without.includes(source) || i % 5 === 0);
}

function learnModel(real: readonly Sample[]): Model {
  console.error(`${entries.size} words in the lexicon, ${real.length} labelled texts`);
  const learner = new Learner(mask + 1, { rate: Number(values.rate), decay: Number(values.decay) });
  for (let run = 0; run < Number(values.runs); run++) {
    if (run > 0) learner.startAnew();
    for (let epoch = 0; epoch < Number(values.epochs); epoch++) {
      const filled = fillTemplates(Number(values.templates), draw);
      for (const sample of shuffle([...real.map((one) => vary(one, draw)), ...filled], random))
        for (const example of toExamples(sample, lexicon, mask, random, forget)) learner.learn(example);
      if (Number(values.epochs) - epoch <= averaged) learner.remember();
    }
  }
  return { version: "2", weights: quantise(learner.average()), lexicon };
}

function report(source: string, of: ReturnType<typeof measure>): void {
  const unseen = values.without.includes(source);
  for (const [cls, figures] of Object.entries(of)) console.log(JSON.stringify({ source, unseen, cls, ...figures }));
}

/** What is said of persons where it is not what the set says, to be read by eye. */
function showMistakes(samples: readonly Sample[], of: Model): void {
  for (const { text, spans } of samples) {
    const textOf = (all: { start: number; end: number }[]) =>
      all.map(({ start, end }) => text.slice(start, end)).join("; ");
    const gold = textOf(spans.filter(({ label }) => label === "person"));
    const said = textOf(tagText(text, of).filter(({ cls }) => cls === "person"));
    if (gold !== said) console.log(`${text.replaceAll("\n", " / ").slice(0, 240)}\n   is:   ${gold}\n   said: ${said}`);
  }
}
