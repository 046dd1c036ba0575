import type { Budget } from "./queries.ts";

type Spent = Pick<Budget, "spent" | "ceiling" | "alerts">;

/** How much is spent, in whole per cent; of a ceiling of nothing, all. */
export const shareOf = ({ spent, ceiling }: Pick<Spent, "spent" | "ceiling">): number =>
  ceiling === 0 ? 100 : Math.floor((spent / ceiling) * 100);

/** Those that somebody wanted to be told of by now, or that are used up; the fullest first. */
export function findAlerts<B extends Spent>(budgets: readonly B[]): B[] {
  return budgets
    .filter((budget) => shareOf(budget) >= Math.min(100, ...budget.alerts))
    .toSorted((a, b) => shareOf(b) - shareOf(a));
}
