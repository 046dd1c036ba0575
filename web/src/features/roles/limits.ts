import type { CustomRole } from "./queries.ts";

type Condition = CustomRole["conditions"][number];
type Hours = { from: number; to: number; time_zone: string };

/** What the editor offers to limit a whole role by. */
export type Limits = { hours: Hours | undefined; countries: string[]; amountMost: number | undefined };

/** The limits among conditions, and what else there is: that stays as it is. */
export function readLimits(conditions: readonly Condition[]): { limits: Limits; others: Condition[] } {
  const limits: Limits = { hours: undefined, countries: [], amountMost: undefined };
  const others = conditions.filter((condition) => !takeLimit(limits, condition));
  return { limits, others };
}

function takeLimit(limits: Limits, condition: Condition): boolean {
  if (condition.permissions) return false;
  if (condition.attribute === "hour" && !limits.hours) {
    const { from, to, time_zone } = condition;
    limits.hours = { from, to, time_zone };
    return true;
  }
  if (condition.attribute === "country" && limits.countries.length === 0) {
    limits.countries = condition.in;
    return true;
  }
  if (condition.attribute !== "amount" || limits.amountMost !== undefined) return false;
  limits.amountMost = condition.at_most;
  return true;
}

export function writeLimits({ hours, countries, amountMost }: Limits, others: readonly Condition[]): Condition[] {
  return [
    ...others,
    ...(hours ? [{ attribute: "hour" as const, ...hours }] : []),
    ...(countries.length > 0 ? [{ attribute: "country" as const, in: countries }] : []),
    ...(amountMost === undefined ? [] : [{ attribute: "amount" as const, at_most: amountMost }]),
  ];
}
