import * as z from "zod";
import file from "../../../../promises/claims.json" with { type: "json" };
import { findAbsoluteClaims } from "./find-absolute-claims.ts";

const claim = z.strictObject({
  /** A regular expression; case does not matter. */
  words: z.string(),
  /** What has to be promised here before it may be said; nothing where nobody may say it. */
  promise: z.string().nullable(),
  because: z.string().optional(),
});

/** What texts may claim only if a promise supports it. */
const claims = Object.entries(z.record(z.string(), claim).parse(file)).map(([name, { words, ...one }]) => ({
  name,
  pattern: new RegExp(words, "iu"),
  ...one,
}));

export type UnsupportedClaim = { words: string; because: string };

/** Promises that claims speak of: each has to be one. */
export const claimedPromises = (): string[] => claims.flatMap(({ promise }) => promise ?? []);

/** Claims in a text that no promise made here supports. */
export function findUnsupportedClaims(text: string, made: ReadonlySet<string>): UnsupportedClaim[] {
  const absolute = findAbsoluteClaims(text).map((words) => ({ words, because: "Nobody can keep it." }));
  const unsupported = claims.flatMap(({ pattern, promise, because }) => {
    const words = pattern.exec(text)?.[0];
    if (words === undefined || (promise !== null && made.has(promise))) return [];
    return [{ words, because: because ?? `It needs ${promise}, which is not promised here.` }];
  });
  return [...absolute, ...unsupported];
}
