import { join } from "node:path";
import { patternDetectors } from "../server/src/egress/guardrail/all-detectors.ts";
import { detectAll } from "../server/src/egress/guardrail/detect-all.ts";
import { findAgain } from "../server/src/egress/guardrail/names/again/find-again.ts";
import { nameDetectors } from "../server/src/egress/guardrail/names/name-detectors.ts";
import { doAtOnce } from "../server/src/egress/guardrail/take-turns.ts";
import { atLeast, type Benchmark, type Figure } from "./lib/benchmark.ts";
import { makeComposed } from "./pii/make-composed.ts";
import { makeDocuments } from "./pii/make-documents.ts";
import { makeForms } from "./pii/make-forms.ts";
import { makeFresh } from "./pii/make-fresh.ts";
import { makeUnseen } from "./pii/make-unseen.ts";
import { makeWild } from "./pii/make-wild.ts";
import { openPeer } from "./pii/open-peer.ts";
import { type LabelledSet, readSets } from "./pii/read-sets.ts";
import { openCounts, type Span, toScore } from "./pii/score-spans.ts";

const optionOf = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
/** Form decides these alone; the others need a word before them, and not every set labels them. */
const core = new Set(["email", "phone", "card", "iban", "ip", "url", "ssn", "national", "tax"]);
/** What no form tells, and only a word list, a model or the rest of the text does. */
const named = new Set(["person", "organization", "address"]);
const target = 0.92;

type Find = (text: string) => Promise<Span[]>;

const ours: Find = async (text) => {
  const hits = await detectAll(text, [...patternDetectors, ...nameDetectors], { now: new Date() });
  return doAtOnce(findAgain([{ text, hits }]))[0]!.map(asCounted);
};
/** One with a password in it is an address as well: other sets know one class only. */
const asCounted = ({ start, end, cls }: Span): Span => ({ start, end, cls: cls === "credentials_url" ? "url" : cls });

/** How much of what is labelled is found, exactly and overlapping, over several sets, with a peer on the same texts. */
export const piiQuality: Benchmark = {
  summary: "find labelled personal data; --data=FOLDER for more sets, --peer=FOLDER where redact-pii is installed",
  async run() {
    const made = { name: "made", texts: makeDocuments(Number(optionOf("made") ?? 1400), optionOf("seed") ?? "avow") };
    const folders = [join(import.meta.dirname, "data/pii"), optionOf("data")].filter((folder) => folder !== undefined);
    const forms = { name: "forms", texts: makeForms(optionOf("seed") ?? "avow") };
    const wild = { name: "wild", texts: makeWild(optionOf("seed") ?? "avow", 10) };
    const later = { name: "later", texts: makeWild(optionOf("seed") ?? "avow", 10, "later") };
    const fresh = { name: "fresh", texts: makeFresh(optionOf("seed") ?? "avow", 6) };
    const unseen = { name: "unseen", texts: makeUnseen(optionOf("seed") ?? "avow", 6) };
    const unseen2 = { name: "unseen-2", texts: makeUnseen(optionOf("seed") ?? "avow", 6, "unseen-2") };
    const composed = { name: "composed", texts: makeComposed(optionOf("seed") ?? "avow") };
    const everyday = { name: "everyday", texts: makeUnseen(optionOf("seed") ?? "avow", 3, "everyday") };
    const postal = { name: "addresses", texts: makeUnseen(optionOf("seed") ?? "avow", 1, "addresses") };
    const own = [made, forms, wild, later, fresh, unseen, unseen2, composed, everyday, postal];
    const sets = [...folders.flatMap(readSets), ...own].map(countLinksAsOne);
    const peer = await openPeer(optionOf("peer"));
    const figures: Figure[] = [];
    for (const set of sets) {
      const labelled = labelsOf(set);
      if (labelled.size === 0) continue;
      const facts: Record<string, number> = peer ? { peer_f1: (await score(set, labelled, peer)).micro.f1 } : {};
      figures.push(...describe(set, await score(set, labelled, ours), facts));
    }
    return figures;
  },
};

const countLinksAsOne = ({ name, texts }: LabelledSet): LabelledSet => ({
  name,
  texts: texts.map((text) => ({ ...text, spans: text.spans.map(asCounted) })),
});

/** What a set does not label is not counted against anyone. */
const labelsOf = ({ texts }: LabelledSet) => new Set(texts.flatMap(({ spans }) => spans.map(({ cls }) => cls)));

async function score({ texts }: LabelledSet, labelled: ReadonlySet<string>, find: Find) {
  const all = openCounts();
  const byLanguage = new Map<string, ReturnType<typeof openCounts>>();
  const [decidable, names] = [openLeakage(core), openLeakage(named)];
  for (const { lang, text, spans } of texts) {
    const found = await find(text);
    const counted = found.filter(({ cls }) => labelled.has(cls));
    all.add(spans, counted);
    const inLanguage = byLanguage.get(lang) ?? openCounts();
    byLanguage.set(lang, inLanguage);
    inLanguage.add(
      spans.filter(({ cls }) => core.has(cls)),
      counted.filter(({ cls }) => core.has(cls)),
    );
    decidable.add(text, spans, found);
    names.add(text, spans, found);
  }
  const micro = toScore([...all.byClass].filter(([cls]) => core.has(cls)).map(([, counts]) => counts));
  return { all, byLanguage, micro, decidable, names };
}

/** In how many of the documents that have something of these classes anything of it is left. */
function openLeakage(classes: ReadonlySet<string>) {
  const counted = { documents: 0, leaking: 0 };
  return {
    counted,
    add(text: string, spans: readonly Span[], found: readonly Span[]) {
      const mine = spans.filter(({ cls }) => classes.has(cls));
      if (mine.length > 0) counted.documents++;
      if (mine.some((span) => leaks(text, span, found))) counted.leaking++;
    },
    share: () => round(counted.documents === 0 ? 0 : counted.leaking / counted.documents),
  };
}

/** Whether any character of it is left, whatever it was taken for. */
function leaks(text: string, { start, end }: Span, found: readonly Span[]): boolean {
  for (let i = start; i < end; i++) {
    if (text[i]!.trim() !== "" && !found.some((one) => one.start <= i && i < one.end)) return true;
  }
  return false;
}

type Scored = Awaited<ReturnType<typeof score>>;

function describe(
  { name }: LabelledSet,
  { all, byLanguage, micro, decidable, names }: Scored,
  peer: Record<string, number>,
): Figure[] {
  const leakage = { document_leakage: decidable.share(), documents: decidable.counted.documents };
  const ofNames = { name_leakage: names.share(), documents_with_names: names.counted.documents };
  const total = { ...rounded(micro), ...leakage, ...(names.counted.documents > 0 ? ofNames : {}), ...peer };
  const classes = [...all.byClass].map(([cls, counts]) => inform(`pii-quality.${name}.${cls}`, toScore([counts])));
  const languages = [...byLanguage]
    .filter(([, { byClass }]) => byClass.size > 0)
    .map(([lang, { byClass }]) => inform(`pii-quality.${name}.${lang}`, toScore([...byClass.values()])));
  return [
    atLeast(`pii-quality.${name}`, micro.f1, target, total),
    ...classes,
    ...(languages.length > 1 ? languages : []),
  ];
}

const round = (value: number) => Number(value.toFixed(4));
const rounded = ({ precision, recall, overlap_f1, n }: ReturnType<typeof toScore>) => ({
  precision: round(precision),
  recall: round(recall),
  overlap_f1: round(overlap_f1),
  n,
});
/** A part of a figure: told, not held against anything. */
const inform = (name: string, scored: ReturnType<typeof toScore>): Figure => ({
  name,
  figure: round(scored.f1),
  target: "-",
  holds: true,
  ...rounded(scored),
});
