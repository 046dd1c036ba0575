import type { JsonSchema } from "../../../integrations/roles/models/model.ts";
import { cleanWords } from "./clean-words.ts";

/** Larger than any tool that a model could be given. */
const most = { depth: 10, nodes: 600, words: 400 };

const kinds = new Set(["string", "number", "integer", "boolean", "array", "object", "null"]);
const counts = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
];
/** Names with which an object can be made to be something else. */
const forbidden = new Set(["__proto__", "constructor", "prototype"]);

type Given = Record<string, unknown>;
type Walk = { root: Given; nodes: number; path: readonly string[] };

/**
 * What an outsider says its arguments are like, in the few words that models and checks need: nothing is fetched, no pattern of
 * theirs is ever run, what refers to itself may be anything. Nothing where it is larger or deeper than any tool needs.
 */
export function simplifySchema(given: unknown): JsonSchema | undefined {
  if (!isObject(given)) return undefined;
  try {
    const simple = simplify(given, 0, { root: given, nodes: 0, path: [] });
    const isOfObject = simple["type"] === "object" || simple["type"] === undefined;
    return isOfObject ? { properties: {}, ...simple, type: "object" } : undefined;
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

class TooMuch extends Error {}

const isObject = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function simplify(given: unknown, depth: number, walk: Walk): JsonSchema {
  if (++walk.nodes > most.nodes || depth > most.depth) throw new TooMuch();
  if (!isObject(given)) return {};
  if (typeof given["$ref"] === "string") return follow(given["$ref"], depth, walk);
  const inner = (one: unknown) => simplify(one, depth + 1, walk);
  const simple: JsonSchema = {};
  const type = given["type"];
  if (typeof type === "string" && kinds.has(type)) simple["type"] = type;
  if (Array.isArray(type)) simple["type"] = type.filter((one) => kinds.has(one as string));
  if (typeof given["description"] === "string") simple["description"] = cleanWords(given["description"], most.words);
  for (const name of counts) if (typeof given[name] === "number") simple[name] = given[name];
  const values = given["enum"] ?? (given["const"] === undefined ? undefined : [given["const"]]);
  if (Array.isArray(values)) simple["enum"] = values.slice(0, 200).map(plain);
  if (isObject(given["items"])) simple["items"] = inner(given["items"]);
  if (typeof given["additionalProperties"] === "boolean")
    simple["additionalProperties"] = given["additionalProperties"];
  if (isObject(given["properties"])) simple["properties"] = eachOf(given["properties"], inner);
  const { required } = given;
  if (Array.isArray(required)) simple["required"] = required.filter((one) => typeof one === "string").slice(0, 100);
  const either = given["anyOf"] ?? given["oneOf"];
  if (Array.isArray(either)) simple["anyOf"] = either.map(inner);
  return simple;
}

function eachOf(properties: Given, inner: (one: unknown) => JsonSchema): Record<string, JsonSchema> {
  const names = Object.keys(properties);
  if (names.some((name) => forbidden.has(name) || name.length > 100)) throw new TooMuch();
  return Object.fromEntries(names.map((name) => [name, inner(properties[name])]));
}

const plain = (value: unknown): unknown =>
  typeof value === "string" ? cleanWords(value, most.words) : isPrimitive(value) ? value : null;
const isPrimitive = (value: unknown) => ["number", "boolean"].includes(typeof value) || value === null;

/** Within the same schema alone. */
function follow(ref: string, depth: number, walk: Walk): JsonSchema {
  if (walk.path.includes(ref)) return {};
  const [, under, name] = /^#\/(\$defs|definitions)\/([\w.-]{1,100})$/.exec(ref) ?? [];
  const definitions = under === undefined ? undefined : walk.root[under];
  const found = isObject(definitions) && Object.hasOwn(definitions, name!) ? definitions[name!] : undefined;
  const inside = { root: walk.root, nodes: walk.nodes, path: [...walk.path, ref] };
  const simple = simplify(found, depth + 1, inside);
  walk.nodes = inside.nodes;
  return simple;
}
