import * as z from "zod";
import alumia from "../../../../promises/presets/alumia.json" with { type: "json" };
import aulm from "../../../../promises/presets/aulm.json" with { type: "json" };
import aumnify from "../../../../promises/presets/aumnify.json" with { type: "json" };
import aura from "../../../../promises/presets/aura.json" with { type: "json" };
import postaura from "../../../../promises/presets/postaura.json" with { type: "json" };
import strict from "../../../../promises/presets/strict.json" with { type: "json" };
import { isParameter, isRangeOf, isValueOf, parameters } from "../../privacy/public.ts";

export const policyValue = z.union([z.int(), z.string().max(100), z.array(z.string().min(1).max(255)).max(500)]);
export const policyRange = z.union([
  z.strictObject({ min: z.int(), max: z.int() }),
  z.strictObject({ options: z.array(z.string().max(100)).max(50) }),
  z.strictObject({ within: z.union([z.literal("any"), z.array(z.string().min(1).max(255)).max(500)]) }),
]);

const preset = z
  .strictObject({
    says: z.string(),
    values: z.record(z.string(), policyValue),
    ranges: z.record(z.string(), policyRange),
  })
  .refine(({ values }) => entriesHold(values, isValueOf), "a value of another kind than its parameter's")
  .refine(({ ranges }) => entriesHold(ranges, isRangeOf), "a range of another kind than its parameter's");

function entriesHold<T>(
  entries: Record<string, T>,
  holds: (of: (typeof parameters)[keyof typeof parameters], entry: T) => boolean,
): boolean {
  return Object.entries(entries).every(([name, entry]) => isParameter(name) && holds(parameters[name], entry));
}

export const presetNames = ["strict", "aumnify", "aulm", "postaura", "alumia", "aura"] as const;

/** The six policies to start from, strictest first. A seed's value lies where its policy put it, in the range or not. */
export const presets = z.record(z.enum(presetNames), preset).parse({ strict, aumnify, aulm, postaura, alumia, aura });
