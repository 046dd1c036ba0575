import type * as z from "zod";
import { requestErrors } from "../errors.ts";

const depthMax = 32;

/**
 * Reads a JSON body.
 * @throws Refusal `request.malformed` for bad UTF-8, bad JSON, NUL characters, deep nesting, a name given twice, a non-object
 */
export function parseBody(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length === 0) return {};
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw requestErrors.malformed({ reason: "not_json" });
  }
  // Readers differ in which of two they take (RFC 8259 § 4): what one of them checked, another would not have used.
  if (checkValue(value, 0) !== countNames(text)) throw requestErrors.malformed({ reason: "name_given_twice" });
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw requestErrors.malformed({ reason: "not_an_object" });
  return value as Record<string, unknown>;
}

/** PostgreSQL's text and JSON take no NUL, and lone surrogates have no UTF-8 form. */
const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** @returns how many names the objects in it have */
function checkValue(value: unknown, depth: number): number {
  if (depth > depthMax) throw requestErrors.malformed({ reason: "too_deep" });
  if (typeof value === "string" && !isStorable(value))
    throw requestErrors.malformed({ reason: "unstorable_character" });
  if (typeof value !== "object" || value === null) return 0;
  let names = 0;
  for (const [name, inner] of Object.entries(value)) {
    checkValue(name, depth);
    names += checkValue(inner, depth + 1) + (Array.isArray(value) ? 0 : 1);
  }
  return names;
}

/** How many names valid JSON text has: one before each colon that is not in a string. */
function countNames(text: string): number {
  let names = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') isInString = !isInString;
    else if (isInString && c === "\\") i++;
    else if (!isInString && c === ":") names++;
  }
  return names;
}

/** Path, query and body as one object, by the endpoint's schema. A field may come from one place only. */
export function parseInput<I extends z.ZodType>(schema: I, sources: readonly Record<string, unknown>[]): z.output<I> {
  const merged: Record<string, unknown> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      if (Object.hasOwn(merged, name)) throw requestErrors.invalid({ path: name.slice(0, 60), issue: "given_twice" });
      if (typeof value === "string" && !isStorable(value))
        throw requestErrors.invalid({ path: name.slice(0, 60), issue: "unstorable_character" });
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
