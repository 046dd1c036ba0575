import { dayMs } from "../../framework/clock.ts";
import type { Facts } from "../../framework/errors.ts";
import type { Policy } from "../policy/resolve-policy.ts";
import type { ProcessorFacts } from "./processor.ts";
import { isResident } from "./regions.ts";

const reviewDaysMax = 90;

export type Obstacle = {
  reason:
    | "not_registered"
    | "not_in_effect"
    | "trains"
    | "not_reviewed"
    | "no_contract"
    | "keeps_too_long"
    | "keeps_anything"
    | "no_transfer_mechanism";
  facts: Facts;
};

/** An entry of the register, and from when data may go there. */
export type Processor = { name: string; facts: ProcessorFacts; effectiveAt: Date | undefined };

/** Why no data of someone with this policy may go to a processor now, or nothing. */
export function findObstacle(processor: Processor | undefined, policy: Policy, at: Date): Obstacle | undefined {
  if (!processor) return { reason: "not_registered", facts: {} };
  const { facts, effectiveAt } = processor;
  if (!effectiveAt || effectiveAt > at)
    return { reason: "not_in_effect", facts: effectiveAt ? { effective_at: effectiveAt.toISOString() } : {} };
  if (facts.trains) return { reason: "trains", facts: {} };
  if (!facts.reviewed_on || daysSince(facts.reviewed_on, at) > reviewDaysMax)
    return { reason: "not_reviewed", facts: { reviewed_on: facts.reviewed_on ?? "never" } };
  if (!facts.contract) return { reason: "no_contract", facts: {} };
  return findRetentionObstacle(facts, policy) ?? findTransferObstacle(facts, policy, at);
}

const daysSince = (day: string, at: Date) => (at.getTime() - Date.parse(day)) / dayMs;

/** Retention is what they keep where zero retention is not agreed on. */
function findRetentionObstacle(facts: ProcessorFacts, policy: Policy): Obstacle | undefined {
  if (
    facts.purposes.includes("ai") &&
    policy.choice("ai.zero_retention") === "require" &&
    facts.zero_retention !== "always"
  )
    return { reason: "keeps_anything", facts: { zero_retention: facts.zero_retention } };
  const daysMax = policy.number("ai.provider_retention_max");
  if (facts.purposes.includes("ai") && facts.retention_days > daysMax)
    return { reason: "keeps_too_long", facts: { retention_days: facts.retention_days, allowed_days: daysMax } };
  return undefined;
}

/** Outside the residency a mechanism must carry the transfer, to the end of its last day. */
function findTransferObstacle({ country, transfer }: ProcessorFacts, policy: Policy, at: Date): Obstacle | undefined {
  if (isResident(country, policy.set("residency"))) return undefined;
  const isValid = transfer && Date.parse(transfer.review_by) + dayMs > at.getTime();
  return isValid
    ? undefined
    : { reason: "no_transfer_mechanism", facts: { country, ...(transfer ? { lapsed_on: transfer.review_by } : {}) } };
}
