import * as z from "zod";
import file from "../../../../../promises/regimes.json" with { type: "json" };

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
});

/** The laws whose clocks requests run by. */
export const regimes = z.record(z.enum(regimeNames), regime).parse(file);

/** The law of where somebody lives; where it is none of those known, what the policy promises everyone. */
export const findRegime = (residence: string | null): RegimeName =>
  regimeNames.find((name) => residence !== null && regimes[name].residences.includes(residence)) ?? "other";
