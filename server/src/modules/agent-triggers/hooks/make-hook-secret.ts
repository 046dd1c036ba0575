import { randomBytes } from "node:crypto";
import * as z from "zod";
import { hashToken } from "../../../framework/ids.ts";
import { triggerOutput } from "../present-trigger.ts";
import type { hookProofs } from "../tables.ts";

export const triggerWithSecret = triggerOutput.extend({
  secret: z
    .string()
    .nullable()
    .describe("Of a hook, this once: what messages are signed with, or what stands behind the dot in its address."),
});

export type HookProof = (typeof hookProofs)[number];

/** What is told once, and what is kept of it: of an address only a hash. */
export function makeHookSecret(proof: HookProof): { shown: string; kept: string } {
  const bytes = randomBytes(32);
  if (proof === "signature") {
    const secret = `whsec_${bytes.toString("base64")}`;
    return { shown: secret, kept: secret };
  }
  const token = bytes.toString("base64url");
  return { shown: token, kept: hashSecret(token) };
}

export const hashSecret = (token: string): string => hashToken(token).toString("base64");
