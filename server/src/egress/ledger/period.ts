import { DateTime, IANAZone } from "luxon";
import type { budgetPeriods } from "./tables.ts";

const units = { daily: "day", weekly: "week", monthly: "month" } as const;

/**
 * When the period that `at` lies in ends: the next midnight, Monday or first of the month in a zone. Where clocks go
 * forward over midnight, the first instant of that day. Nothing ends what is given once.
 */
export function nextRenewal(period: (typeof budgetPeriods)[number], timeZone: string, at: Date): Date | null {
  if (period === "once") return null;
  const unit = units[period];
  const next = DateTime.fromJSDate(at, { zone: timeZone })
    .startOf(unit)
    .plus({ [`${unit}s`]: 1 });
  return next.startOf("day").toJSDate();
}

export const isTimeZone = (name: string): boolean => IANAZone.isValidZone(name);
