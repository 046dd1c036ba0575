import { egressErrors } from "./errors.ts";
import { contactGenerations } from "./tables.ts";

const pointsNowhere = "23503";

/**
 * A contact can go between the question whether they agreed and the record of the call: then nothing is on record,
 * nothing is sent, and what was set aside comes back when it lapses.
 * @throws Refusal `egress.consent_missing`
 */
export function refuseGone(error: unknown): never {
  const { code, table } = error as { code?: string; table?: string };
  if (code === pointsNowhere && table === contactGenerations.name)
    throw egressErrors.consent_missing({ purpose: "ai" });
  throw error;
}
