import * as z from "zod";
import file from "../../../promises/parameters.json" with { type: "json" };
import { dayMs } from "../framework/clock.ts";
import type { Keep } from "../framework/table.ts";

const parameter = z
  .strictObject({
    unit: z.enum(["days", "months", "years"]),
    min: z.int().min(0),
    max: z.int().min(0),
    default: z.int().min(0),
    stricter: z.enum(["lower", "higher"]),
    says: z.string().min(1),
  })
  .refine(({ min, max, default: value }) => min <= value && value <= max, "the default lies outside the range");

export type ParameterName = keyof typeof file;
export type Duration = { amount: number; unit: "days" | "months" | "years" };

const parameters = z.record(z.string(), parameter).parse(file);

/** The value in force. @throws RangeError for a name that `promises/parameters.json` does not have */
export function durationOf(name: ParameterName | (string & {})): Duration {
  const found = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!found) throw new RangeError(`promises/parameters.json has no ${name}`);
  return { amount: found.default, unit: found.unit };
}

/** How long a row may stay after the time in its column. */
export function limitOf(until: NonNullable<Keep["until"]>): Duration {
  return "days" in until ? { amount: until.days, unit: "days" } : durationOf(until.parameter);
}

/** `at` moved by so much: days of 24 hours; months and years by the calendar in UTC, cut to the month's last day. */
export function shift(at: Date, { amount, unit }: Duration, direction: 1 | -1 = 1): Date {
  if (unit === "days") return new Date(at.getTime() + direction * amount * dayMs);
  const months = direction * amount * (unit === "years" ? 12 : 1);
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}

/** In words: `30 days`, `1 month`. */
export function describeDuration({ amount, unit }: Duration): string {
  return amount === 1 ? `1 ${unit.slice(0, -1)}` : `${amount} ${unit}`;
}
