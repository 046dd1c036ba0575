import type { ReportRow } from "./queries.ts";

type ReportSum = Omit<ReportRow, "day">;

/** Days added up, the most first. */
export function sumReport(rows: readonly ReportRow[]): ReportSum[] {
  const sums = new Map<string, ReportSum>();
  for (const { of, action, verdicts, found } of rows) {
    const key = `${action} ${of}`;
    const sum = sums.get(key) ?? { of, action, verdicts: 0, found: 0 };
    sums.set(key, { of, action, verdicts: sum.verdicts + verdicts, found: sum.found + found });
  }
  return [...sums.values()].toSorted((a, b) => b.verdicts - a.verdicts);
}

type Day = { day: string; redact: number; ask: number; block: number };

/** One bar a day, of what was found, by what happened to it. */
export function stackReport(rows: readonly ReportRow[]): Day[] {
  const days = new Map<string, Day>();
  for (const { day, action, found } of rows) {
    const before = days.get(day) ?? { day, redact: 0, ask: 0, block: 0 };
    days.set(day, { ...before, [action]: before[action] + found });
  }
  return [...days.values()].toSorted((a, b) => a.day.localeCompare(b.day));
}
