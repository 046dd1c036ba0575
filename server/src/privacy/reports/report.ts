import * as z from "zod";
import { base64Bytes } from "../log/base64.ts";
import { promiseStates } from "../promises/state-of-promise.ts";

const time = z.iso.datetime({ precision: 3 });
const label = z.string().min(1);
const state = z.enum(promiseStates);

/** What was seen last of a promise, with its place in the log of promises. */
const seen = z.strictObject({
  id: label,
  at: time,
  outcome: z.enum(["kept", "broken", "failed"]),
  index: z.int().min(0),
  /** The leaf's bytes: RFC 8785 text that commits to what was seen. */
  leaf: base64Bytes(),
  inclusion_proof: z.array(base64Bytes(32)).max(64),
});

/** How every promise, and every statement of the five seed policies, is kept at one instant. */
export const report = z.strictObject({
  v: z.literal(1),
  kind: z.literal("promises"),
  deployment: z.strictObject({ origin: label, version: label, public_key: base64Bytes(32) }),
  at: time,
  /** The preset that was in force, where it was one. */
  preset: label.nullable(),
  /** Parameters in force. */
  values: z.record(label, z.union([z.string(), z.number(), z.array(z.string())])),
  promises: z.record(
    label,
    z.strictObject({
      says: label,
      state,
      /** Why it is off, broken or unknown; nothing where it is kept. */
      because: label.nullable(),
      enforced_by: z.array(label),
      tests: z.array(label),
      seen: seen.nullable(),
    }),
  ),
  /** Each rests on a promise, or on a duty that only people can keep. */
  statements: z.record(
    label,
    z.strictObject({ promise: label, duty: label.nullable(), state, because: label.nullable() }),
  ),
  /** The signed head of the log that `seen` lies in. */
  log: z.strictObject({ origin: label, checkpoint: label }).nullable(),
});

export const signedReport = z.strictObject({
  report,
  /** Ed25519 over the RFC 8785 text of `report`. */
  signature: base64Bytes(64),
  key_id: z.string().regex(/^[0-9a-f]{16}$/),
});

export type Report = z.infer<typeof report>;
export type SignedReport = z.infer<typeof signedReport>;
