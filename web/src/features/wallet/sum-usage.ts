import { toCredits } from "./format-credits.ts";
import type { UsageRow } from "./queries.ts";

type Sum = { of: string | null; calls: number; charged: number };

/** Days added up, what cost most first. */
export function sumUsage(rows: readonly UsageRow[]): Sum[] {
  const sums = new Map<string | null, Sum>();
  for (const { of, calls, charged } of rows) {
    const sum = sums.get(of) ?? { of, calls: 0, charged: 0 };
    sums.set(of, { of, calls: sum.calls + calls, charged: sum.charged + charged });
  }
  return [...sums.values()].toSorted((a, b) => b.charged - a.charged);
}

/** What a chart tells apart; the rest is one of its own. */
const namedMost = 6;

export type ChartDay = Record<string, string | number>;

/** One bar a day, in credits, stacked by what cost most. */
export function stackByDay(rows: readonly UsageRow[]): { days: ChartDay[]; of: (string | null)[]; hasOthers: boolean } {
  const of = sumUsage(rows).map((sum) => sum.of);
  const named = of.slice(0, namedMost);
  const days = new Map<string, ChartDay>();
  for (const row of rows) {
    const day = days.get(row.day) ?? { day: row.day };
    const place = named.indexOf(row.of);
    const series = place === -1 ? "others" : `s${place}`;
    days.set(row.day, { ...day, [series]: Number(day[series] ?? 0) + toCredits(row.charged) });
  }
  return { days: [...days.values()], of: named, hasOthers: of.length > named.length };
}

const dayMs = 86_400_000;

/** Every day up to now, in UTC, also those on which nothing was charged: a gap is seen as one. */
export function fillDays(days: readonly ChartDay[], count: number, now: Date): ChartDay[] {
  const known = new Map(days.map((day) => [day["day"], day]));
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(now.getTime() - (count - 1 - i) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day };
  });
}
