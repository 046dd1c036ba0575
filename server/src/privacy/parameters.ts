import * as z from "zod";
import file from "../../../promises/parameters.json" with { type: "json" };
import { dayMs } from "../framework/clock.ts";
import type { Keep } from "../framework/table.ts";

/** Who may set a parameter: everyone from the deployment down to this level. */
export const policyLevels = ["deployment", "organization", "workspace"] as const;
export type PolicyLevel = (typeof policyLevels)[number];

const common = {
  lowest: z.enum(policyLevels),
  /** A switch acts at once in either direction; any other parameter is published, and weakening it is announced first. */
  acts: z.literal("at_once").optional(),
  says: z.string().min(1),
};

const number = z
  .strictObject({
    kind: z.literal("number"),
    unit: z.enum(["days", "months", "years", "hours", "characters"]),
    min: z.int().min(0),
    max: z.int().min(0),
    default: z.int().min(0),
    stricter: z.enum(["lower", "higher"]),
    ...common,
  })
  .refine(({ min, max, default: value }) => min <= value && value <= max, "the default lies outside the range");

/** Options run from the strictest to the loosest. */
const choice = z
  .strictObject({ kind: z.literal("choice"), options: z.array(z.string()).min(1), default: z.string(), ...common })
  .refine(({ options, default: value }) => options.includes(value), "the default is not an option");

/** Fewer members are stricter; `any` is everything. */
const set = z.strictObject({
  kind: z.literal("set"),
  of: z.enum(["regions", "providers", "models", "recipients", "cookies"]),
  default: z.union([z.literal("any"), z.array(z.string())]),
  ...common,
});

const parameter = z.discriminatedUnion("kind", [number, choice, set]);
export type Parameter = z.output<typeof parameter>;
export type ParameterName = keyof typeof file;

/** Every parameter of the policy: what it may be, what it is until someone chooses, and in whose hands it lies. */
export const parameters = z.record(z.string(), parameter).parse(file) as Record<ParameterName, Parameter>;

export const parameterNames = Object.keys(parameters) as ParameterName[];
export const isParameter = (name: string): name is ParameterName => Object.hasOwn(parameters, name);

export type Duration = { amount: number; unit: "days" | "months" | "years" };

/** What holds until someone chooses. @throws RangeError for a name that `promises/parameters.json` does not have as a duration */
export function durationOf(name: ParameterName | (string & {})): Duration {
  const found = isParameter(name) ? parameters[name] : undefined;
  if (found?.kind !== "number" || found.unit === "hours" || found.unit === "characters")
    throw new RangeError(`promises/parameters.json has no ${name}`);
  return { amount: found.default, unit: found.unit };
}

/** What a parameter of a number comes to now; what holds until someone chooses, where nobody is asked. */
export type AmountOf = (name: ParameterName) => number;

/** As long as the policy in force says. */
export const durationBy = (name: ParameterName, amountOf: AmountOf): Duration => ({
  ...durationOf(name),
  amount: amountOf(name),
});

/** How long a row may stay after the time in its column. */
export function limitOf(until: NonNullable<Keep["until"]>, amountOf?: AmountOf): Duration {
  if ("days" in until) return { amount: until.days, unit: "days" };
  const usual = durationOf(until.parameter);
  return amountOf && isParameter(until.parameter) ? { ...usual, amount: amountOf(until.parameter) } : usual;
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

/**
 * The last beginning whose period is over at `at`. Where the month it falls into has no such day, all of that month is
 * over: a cut to its last day at this hour would let what ended yesterday begin to last again.
 */
export function latestBeginning(at: Date, limit: Duration): Date {
  const back = shift(at, limit, -1);
  if (limit.unit === "days" || back.getUTCDate() === at.getUTCDate()) return back;
  return new Date(Date.UTC(back.getUTCFullYear(), back.getUTCMonth() + 1, 1) - 1);
}

/** In words: `30 days`, `1 month`. */
export function describeDuration({ amount, unit }: Duration): string {
  return amount === 1 ? `1 ${unit.slice(0, -1)}` : `${amount} ${unit}`;
}
