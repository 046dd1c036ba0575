import { findObstacle, isResident } from "../../egress/public.ts";
import { type Known, safeguardOf } from "./describe-processing.ts";

/** Every recipient with its country, what carries data there, and whether anything goes there now. */
export function describeTransfers({ policy, processors }: Known, at: Date) {
  return processors.map((one) => {
    const { facts, effectiveAt } = one;
    const isInside = isResident(facts.country, policy.set("residency"));
    return {
      recipient: facts.name,
      role: facts.role,
      purposes: facts.purposes,
      data_categories: facts.data_categories,
      country: facts.country,
      is_third_country: !isInside,
      safeguard: isInside ? null : safeguardOf(facts),
      agreement: facts.contract ? facts.contract.signed_on : null,
      retention_days: facts.retention_days,
      policy_url: facts.policy_url,
      effective_at: effectiveAt ?? null,
      obstacle: findObstacle(one, policy, at)?.reason ?? null,
    };
  });
}
