import { fileErrors } from "../errors.ts";
import type { Range } from "./seal-chunks.ts";

/**
 * The one range a `Range` header asks for (RFC 9110 § 14.1.2); undefined, and so everything, for none, several, or what
 * is no range.
 * @throws Refusal `files.range_unsatisfiable`
 */
export function readRange(header: string | undefined, bytes: number): Range | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    if (Number(last) === 0 || bytes === 0) throw fileErrors.range_unsatisfiable({ bytes });
    return { start: Math.max(0, bytes - Number(last)), end: bytes };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= bytes) throw fileErrors.range_unsatisfiable({ bytes });
  return { start, end: last === "" ? bytes : Math.min(bytes, Number(last) + 1) };
}
