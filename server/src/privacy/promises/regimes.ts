import * as z from "zod";
import file from "../../../../promises/regimes.json" with { type: "json" };

export const regimeNames = ["gdpr", "uk_gdpr", "ccpa", "lgpd", "other"] as const;
export type RegimeName = (typeof regimeNames)[number];

const duration = z.strictObject({ amount: z.int().min(1), unit: z.enum(["days", "months"]) });
const regime = z.strictObject({
  says: z.string(),
  /** ISO 3166, a country or one of its parts. */
  residences: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)),
  due: duration,
  /** Whether what the policy promises to everyone shortens it. */
  capped: z.boolean(),
  /** Once, and with reasons; nothing where the law knows none. */
  extension: duration.nullable(),
  /** Days of business in which an objection has to be obeyed, where that is sooner than an answer. */
  opt_out_business_days: z.int().min(1).nullable(),
  /** Days of business in which somebody who asks for a copy, a correction or an erasure is told that it came in. */
  acknowledge_business_days: z.int().min(1).nullable(),
  /** What somebody may ask for by it, with the article. */
  rights: z.record(z.string(), z.string()),
  /** What it wants told of data: the law's own list of categories, or whatever is kept. */
  categories: z.enum(["kept", "listed"]),
  /** By when a breach is told to the authority, in its words. */
  breach: z.string(),
  /** Promises without whose sentence a policy under this law is not whole. */
  requires: z.array(z.string()),
});

/** The laws whose clocks requests run by, and whose sentences a policy has. */
export const regimes = z.record(z.enum(regimeNames), regime).parse(file);
