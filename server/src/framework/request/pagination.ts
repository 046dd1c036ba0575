import * as z from "zod";
import { requestErrors } from "../errors.ts";

/** Query fields of every list. */
export const pageInput = {
  limit: z.coerce.number().int().min(1).max(100).default(25).describe("How many at the most."),
  cursor: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_-]+$/)
    .optional()
    .describe("`next_cursor` of the page before."),
};

/** A page of `item`, with a cursor while there are more. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), has_more: z.boolean(), next_cursor: z.string().nullable() });

/** Cuts `rows`, fetched with one more than `limit`, into a page; the cursor is the last row's key. */
export function toPage<R>(
  rows: R[],
  limit: number,
  keyOf: (row: R) => string,
): { data: R[]; has_more: boolean; next_cursor: string | null } {
  const data = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return {
    data,
    has_more: hasMore,
    next_cursor: hasMore ? Buffer.from(keyOf(data.at(-1)!)).toString("base64url") : null,
  };
}

/** @throws Refusal `request.invalid` for what no page ended with: keys are ids, numbers and names in ASCII */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, "base64url").toString();
  if (!/^[\x20-\x7e]{1,400}$/.test(key)) throw requestErrors.invalid({ path: "cursor", issue: "not_a_cursor" });
  return key;
}
