/** A labelled stretch of text. */
export type Span = { start: number; end: number; cls: string };

export type Counts = { labelled: number; found: number; strict: number; overlapLabelled: number; overlapFound: number };
export type Score = { precision: number; recall: number; f1: number; overlap_f1: number; n: number };

const none = (): Counts => ({ labelled: 0, found: 0, strict: 0, overlapLabelled: 0, overlapFound: 0 });

/** Counts by class: strict is the same start, end and class; overlap any shared character and the same class. */
export function openCounts() {
  const byClass = new Map<string, Counts>();
  const of = (cls: string) => {
    const counts = byClass.get(cls) ?? none();
    byClass.set(cls, counts);
    return counts;
  };
  return {
    byClass,
    add(labelled: readonly Span[], found: readonly Span[]) {
      for (const span of labelled) {
        const counts = of(span.cls);
        counts.labelled++;
        if (found.some((one) => one.cls === span.cls && one.start === span.start && one.end === span.end))
          counts.strict++;
        if (found.some((one) => one.cls === span.cls && one.start < span.end && span.start < one.end))
          counts.overlapLabelled++;
      }
      for (const span of found) {
        const counts = of(span.cls);
        counts.found++;
        if (labelled.some((one) => one.cls === span.cls && one.start < span.end && span.start < one.end))
          counts.overlapFound++;
      }
    },
  };
}

export function toScore(counts: readonly Counts[]): Score {
  const sum = none();
  for (const one of counts) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += one[key];
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const f1 = (precision: number, recall: number) => share(2 * precision * recall, precision + recall);
  const [precision, recall] = [share(sum.strict, sum.found), share(sum.strict, sum.labelled)];
  const overlap = f1(share(sum.overlapFound, sum.found), share(sum.overlapLabelled, sum.labelled));
  return { precision, recall, f1: f1(precision, recall), overlap_f1: overlap, n: sum.labelled };
}
