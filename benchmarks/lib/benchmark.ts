/** One measured figure. `target` is what it is held against, such as `>= 0.5`; facts say under what circumstances. */
export type Figure = { name: string; figure: number; target: string; holds: boolean } & Record<
  string,
  string | number | boolean
>;

export type Benchmark = { summary: string; run(): Promise<Figure[]> };

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The value below which this share of them lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

const round = (value: number) => Number(value.toPrecision(4));

export const atLeast = (
  name: string,
  figure: number,
  target: number,
  facts: Record<string, string | number> = {},
): Figure => ({
  name,
  figure: round(figure),
  target: `>= ${target}`,
  holds: figure >= target,
  ...facts,
});

export const atMost = (
  name: string,
  figure: number,
  target: number,
  facts: Record<string, string | number> = {},
): Figure => ({
  name,
  figure: round(figure),
  target: `<= ${target}`,
  holds: figure <= target,
  ...facts,
});

/** Runs variants in turn, round by round, so that whatever else the machine does hits all alike. */
export async function interleave<K extends string>(
  rounds: number,
  variants: Record<K, () => Promise<number>>,
): Promise<Record<K, number>> {
  const seen = Object.fromEntries(Object.keys(variants).map((k) => [k, [] as number[]])) as Record<K, number[]>;
  for (let i = 0; i < rounds; i++) {
    for (const key of Object.keys(variants) as K[]) seen[key].push(await variants[key]());
  }
  return Object.fromEntries(Object.entries<number[]>(seen).map(([k, values]) => [k, median(values)])) as Record<
    K,
    number
  >;
}
