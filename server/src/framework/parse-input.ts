import type * as z from "zod";
import { requestErrors } from "./errors.ts";

const depthMax = 32;

/** Reads a JSON body. @throws Refusal `request.malformed` for bad UTF-8, bad JSON, NUL characters, deep nesting, a non-object */
export function parseBody(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw requestErrors.malformed({ reason: "not_json" });
  }
  checkValue(value, 0);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw requestErrors.malformed({ reason: "not_an_object" });
  return value as Record<string, unknown>;
}

/** PostgreSQL's text and JSON take no NUL, and lone surrogates have no UTF-8 form. */
function checkValue(value: unknown, depth: number): void {
  if (depth > depthMax) throw requestErrors.malformed({ reason: "too_deep" });
  if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed()))
    throw requestErrors.malformed({ reason: "unstorable_character" });
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    checkValue(name, depth);
    checkValue(inner, depth + 1);
  }
}

/** Path, query and body as one object, by the endpoint's schema. A field may come from one place only. */
export function parseInput<I extends z.ZodType>(schema: I, sources: readonly Record<string, unknown>[]): z.output<I> {
  const merged: Record<string, unknown> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      if (Object.hasOwn(merged, name)) throw requestErrors.invalid({ path: name.slice(0, 60), issue: "given_twice" });
      checkValue(value, 0);
      Object.defineProperty(merged, name, { value, enumerable: true });
    }
  }
  const parsed = schema.safeParse(merged);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw requestErrors.invalid(describeIssue(first!));
}

/** Where and what, never the value. Names that the schema does not know are cut short. */
function describeIssue(issue: z.core.$ZodIssue): { path: string; issue: string } {
  const unknownKeys =
    issue.code === "unrecognized_keys"
      ? issue.keys.slice(0, 3).map((k) => k.replace(/[^\w.-]/g, "?").slice(0, 40))
      : [];
  return {
    path: issue.path.map(String).join(".").slice(0, 120) || unknownKeys.join(", ") || "body",
    issue: issue.code === "custom" ? issue.message : issue.code,
  };
}
