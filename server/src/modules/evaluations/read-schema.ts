import * as z from "zod";

/** Patterns can take longer than anybody waits, and references lead round in circles. */
const unusable = new Set(["$ref", "$dynamicRef", "pattern", "patternProperties"]);

/** @returns nothing where the schema cannot be used */
export function readSchema(schema: Record<string, unknown>): z.ZodType | undefined {
  if (holdsUnusable(schema)) return undefined;
  try {
    return z.fromJSONSchema(schema);
  } catch {
    return undefined;
  }
}

function holdsUnusable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) => unusable.has(name) || holdsUnusable(inner));
}
