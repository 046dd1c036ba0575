import * as z from "zod";
import { budgetPeriods, budgetSubjects, isTimeZone, ledgerNames } from "../../egress/public.ts";

const millionCredits = 1_000_000_000_000;

/** What can be changed of a budget. */
export const budgetFields = {
  ceiling: z.int().min(0).max(millionCredits).describe("Micro-credits that nothing can be spent past in a period."),
  period: z.enum(budgetPeriods).describe("When it is given anew; `once` never."),
  time_zone: z
    .string()
    .max(60)
    .refine(isTimeZone, "not a time zone")
    .default("UTC")
    .describe("IANA name, such as `Europe/Berlin`."),
  alerts: z
    .array(z.int().min(1).max(100))
    .max(5)
    .default([80])
    .describe("Shares of the ceiling, in per cent, at which to tell."),
};

export const budgetOutput = z.object({
  id: z.string(),
  ledger: z.enum(ledgerNames),
  subject: z.enum(budgetSubjects),
  subject_id: z.string(),
  ceiling: z.int(),
  period: z.enum(budgetPeriods),
  time_zone: z.string(),
  alerts: z.array(z.int()),
  alerted: z.int().describe("The highest share told of in this period."),
  spent: z.int(),
  held: z.int().describe("Set aside for calls that run."),
  renews_at: z.iso.datetime().nullable(),
  version: z.int(),
});

export type BudgetRow = Omit<z.infer<typeof budgetOutput>, "renews_at"> & { renews_at: Date | null };

export const budgetColumns =
  "id, ledger, subject, subject_id, ceiling, period, time_zone, alerts, alerted, spent, held, renews_at, version";

/** As it stands: a period that is over by now has nothing spent in it, though nobody has looked yet. */
export function presentBudget({ renews_at, ...row }: BudgetRow, at: Date): z.infer<typeof budgetOutput> {
  const isOver = renews_at !== null && renews_at <= at;
  return { ...row, ...(isOver && { spent: 0, alerted: 0 }), renews_at: renews_at?.toISOString() ?? null };
}
