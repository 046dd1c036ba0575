import { createHash } from "node:crypto";

/** Deeper documents are refused, so a hostile file cannot exhaust the stack. */
const maxDepth = 64;

/**
 * The one text of a JSON value, by RFC 8785: members sorted by UTF-16 code unit, no white space,
 * numbers and strings as ECMAScript writes them (which is what the RFC prescribes).
 * @throws TypeError for what JSON cannot carry exactly: undefined, NaN, bigint, dates, lone surrogates.
 */
export function canonicalize(value: unknown): string {
  return write(value, 0);
}

/** SHA-256 in hex over the canonical text. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalize(value), "utf8").digest("hex");
}

function write(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new TypeError(`JSON nested deeper than ${maxDepth} cannot be canonicalized`);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value);
  if (typeof value === "number") return writeNumber(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(",")}]`;
  if (isPlainObject(value)) return writeObject(value, depth);
  throw new TypeError(`JSON cannot carry a value of type ${typeof value}`);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError("JSON text with half a surrogate pair cannot be canonicalized");
  return JSON.stringify(value);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError("JSON cannot carry NaN or Infinity");
  return JSON.stringify(value);
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  const members = Object.keys(value).toSorted();
  return `{${members.map((name) => `${writeString(name)}:${write(value[name], depth + 1)}`).join(",")}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
