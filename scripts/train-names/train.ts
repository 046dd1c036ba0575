import { parseArgs } from "node:util";
import { makeLexicon, type Lexicon } from "../../server/src/egress/guardrail/names/lexicon.ts";
import { packModel, type Model } from "../../server/src/egress/guardrail/names/model-file.ts";
import { writeFileSync } from "node:fs";
import { misspell, recase, stripAccents, swapNames } from "./augment.ts";
import { buildLexicon } from "./build-lexicon.ts";
import { fillTemplate, languages, makeDrawer, readTemplates } from "./fill-templates.ts";
import { Learner, toExamples } from "./learn.ts";
import { measure } from "./measure.ts";
import { quantise } from "./quantise.ts";
import { makeRandom, shuffle, type Random } from "./random.ts";
import { readData, type Sample } from "./read-data.ts";
import { readLists } from "./read-lists.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" }, lists: { type: "string" }, out: { type: "string" }, seed: { type: "string", default: "7" },
    without: { type: "string", multiple: true, default: [] }, epochs: { type: "string", default: "6" }, bits: { type: "string", default: "18" },
    templates: { type: "string", default: "3000" }, rate: { type: "string", default: "0.1" }, word: { type: "string", default: "0.08" }, names: { type: "string", default: "0.15" }, decay: { type: "string", default: "0.000001" },
    show: { type: "string" },
  },
});
const random = makeRandom(Number(values.seed));
const lists = await readLists(values.lists!);
const lexiconMap = buildLexicon(lists);
const lexicon = makeLexicon(lexiconMap);
const draw = makeDrawer(lists, random);
const sources = ["btc_twitter", "wnut17_test", "germeval14_de", "presidio_generated_large", "piianon_clinical", "pl_pii_bench_robust"];
const data = Object.fromEntries(sources.map((source) => [source, readData(values.data!, source)]));
const share: Record<string, number> = { piianon_clinical: 0.1, pl_pii_bench_robust: 1 };
const isTest = (sample: Sample, i: number): boolean => i % 5 === 0 && sample.source !== "";
const testOf = (source: string): Sample[] => (values.without.includes(source) ? data[source]! : data[source]!.filter(isTest)).slice(0, 2500);
const trainOf = (source: string): Sample[] =>
  values.without.includes(source) ? [] : data[source]!.filter((s, i) => (values.out || !isTest(s, i)) && random.chance(share[source] ?? 1));
const real = sources.flatMap(trainOf);
console.error(`${lexiconMap.size} lexicon entries in ${lexicon.keys.length} places; ${real.length} labelled texts`);
const templates = Object.fromEntries(languages.map((lang) => [lang, readTemplates(lang)]));

const learner = new Learner(1 << Number(values.bits), { rate: Number(values.rate), decay: Number(values.decay) });
const mask = (1 << Number(values.bits)) - 1;
const epochs = Number(values.epochs);
for (let epoch = 0; epoch < epochs; epoch++) {
  const began = performance.now();
  const samples = shuffle([...real.map((sample) => vary(sample, random)), ...filled()], random);
  for (const sample of samples)
    for (const example of toExamples(sample, lexicon, mask, random, { word: Number(values.word), names: Number(values.names) })) learner.learn(example);
  console.error(`epoch ${epoch}: ${samples.length} texts, ${Math.round((performance.now() - began) / 1000)} s`);
}
const model: Model = { version: "1", weights: quantise(learner), lexicon };
for (const source of sources) report(source, measure(testOf(source), model));
if (values.show) await showErrors(values.show, model, lexicon);
if (values.out) {
  const file = packModel(model);
  writeFileSync(values.out, file);
  console.error(`${file.length} bytes`);
}

function vary(sample: Sample, of: Random): Sample {
  let now = sample;
  if (of.chance(0.45)) now = swapNames(now, draw, { random: of });
  const dice = of.next();
  if (dice < 0.06) return recase(now, "lower");
  if (dice < 0.09) return recase(now, "upper");
  if (dice < 0.12) return recase(now, "title");
  if (dice < 0.15) return stripAccents(now);
  return dice < 0.2 ? misspell(now, of) : now;
}

function filled(): Sample[] {
  const samples: Sample[] = [];
  for (const lang of languages)
    for (let i = 0; i < Number(values.templates) * (lang === "en" ? 2 : 1); i++) {
      let sample = fillTemplate(random.pick(templates[lang]!), lang, draw);
      if (random.chance(0.35)) sample = concat(sample, fillTemplate(random.pick(templates[lang]!), lang, draw), random.pick([" ", "\n", ". "]));
      const dice = random.next();
      samples.push(dice < 0.05 ? recase(sample, "lower") : dice < 0.08 ? recase(sample, "upper") : dice < 0.1 ? recase(sample, "title") : dice < 0.15 ? stripAccents(sample) : sample);
    }
  return samples;
}

function concat(a: Sample, b: Sample, by: string): Sample {
  const shift = a.text.length + by.length;
  return { ...a, text: a.text + by + b.text, spans: [...a.spans, ...b.spans.map((s) => ({ ...s, start: s.start + shift, end: s.end + shift }))] };
}

function report(source: string, of: ReturnType<typeof measure>): void {
  const parts = Object.entries(of).map(([label, { n, precision, recall, f1, overlap }]) => `${label} n=${n} P${precision} R${recall} F${f1} overlap${overlap}`);
  console.log(`${values.without.includes(source) ? "unseen" : "held out"} ${source.padEnd(25)} ${parts.join(" | ")}`);
}

async function showErrors(source: string, of: Model, _: Lexicon): Promise<void> {
  const { tagText } = await import("../../server/src/egress/guardrail/names/tag-text.ts");
  for (const sample of testOf(source).slice(0, 1200)) {
    const said = tagText(sample.text, of).filter((s) => s.cls === "person").map((s) => `${s.start}-${s.end}`);
    const gold = sample.spans.filter((s) => s.label === "person").map((s) => `${s.start}-${s.end}`);
    if (said.join() !== gold.join())
      console.log(`   ${sample.text.replaceAll("\n", " / ").slice(0, 200)}\n      gold: ${gold.map((g) => sample.text.slice(...(g.split("-").map(Number) as [number, number]))).join("; ")}\n      said: ${said.map((g) => sample.text.slice(...(g.split("-").map(Number) as [number, number]))).join("; ")}`);
  }
}
