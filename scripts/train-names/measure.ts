import { tagText } from "../../server/src/egress/guardrail/names/tag-text.ts";
import type { Model } from "../../server/src/egress/guardrail/names/model-file.ts";
import type { Sample, Span, SpanLabel } from "./read-data.ts";

export type Figures = { n: number; precision: number; recall: number; f1: number; overlap: number };
type Tally = { gold: number; said: number; strict: number; goldTouched: number; saidTouching: number };

/** Strict: the same start, end and class. Overlap: any character in common, same class. */
export function measure(samples: readonly Sample[], model: Model): Record<SpanLabel, Figures> {
  const tallies: Record<SpanLabel, Tally> = { person: newTally(), location: newTally(), organization: newTally() };
  for (const sample of samples) {
    const said = tagText(sample.text, model).map(({ start, end, cls }) => ({ start, end, label: cls }));
    for (const label of Object.keys(tallies) as SpanLabel[])
      count(
        tallies[label],
        sample.spans.filter((span) => span.label === label),
        said.filter((span) => span.label === label),
      );
  }
  return Object.fromEntries(Object.entries(tallies).map(([label, tally]) => [label, toFigures(tally)])) as Record<
    SpanLabel,
    Figures
  >;
}

const newTally = (): Tally => ({ gold: 0, said: 0, strict: 0, goldTouched: 0, saidTouching: 0 });
const touches = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

function count(tally: Tally, gold: Span[], said: Span[]): void {
  tally.gold += gold.length;
  tally.said += said.length;
  tally.strict += said.filter((s) => gold.some((g) => g.start === s.start && g.end === s.end)).length;
  tally.goldTouched += gold.filter((g) => said.some((s) => touches(g, s))).length;
  tally.saidTouching += said.filter((s) => gold.some((g) => touches(g, s))).length;
}

const f1 = (p: number, r: number): number => (p + r === 0 ? 0 : (2 * p * r) / (p + r));
const percent = (value: number): number => Math.round(value * 1000) / 10;

function toFigures({ gold, said, strict, goldTouched, saidTouching }: Tally): Figures {
  const precision = said ? strict / said : 0;
  const recall = gold ? strict / gold : 0;
  const overlap = f1(said ? saidTouching / said : 0, gold ? goldTouched / gold : 0);
  return {
    n: gold,
    precision: percent(precision),
    recall: percent(recall),
    f1: percent(f1(precision, recall)),
    overlap: percent(overlap),
  };
}
