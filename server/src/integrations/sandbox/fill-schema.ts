import type { JsonSchema } from "../roles/models/model.ts";

const depthMax = 12;

/** A value that fits a JSON Schema, as far as models are given such: the same schema, the same value. */
export function fillSchema(schema: JsonSchema, text: string, depth = 0): unknown {
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return schema["enum"][0] as unknown;
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices)) return fillSchema(asSchema(choices[0]), text, depth + 1);
  const type: unknown = Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"];
  switch (type) {
    case "array":
      return depth > depthMax ? [] : [fillSchema(asSchema(schema["items"]), text, depth + 1)];
    case "string":
      return text.slice(0, Number(schema["maxLength"] ?? 80));
    case "integer":
    case "number":
      return Number(schema["minimum"] ?? 0);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return fillObject(schema, text, depth);
  }
}

function fillObject(schema: JsonSchema, text: string, depth: number): Record<string, unknown> {
  const properties = Object.entries(asSchema(schema["properties"]));
  const filled = depth > depthMax ? [] : properties;
  return Object.fromEntries(filled.map(([name, inner]) => [name, fillSchema(asSchema(inner), text, depth + 1)]));
}

const asSchema = (value: unknown): JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
