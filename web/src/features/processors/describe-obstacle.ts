import type { Processor } from "./queries.ts";

type Obstacle = NonNullable<Processor["obstacle"]>;

const sentences: Record<Obstacle["reason"], (facts: Obstacle["facts"]) => string> = {
  not_registered: () => "Not in the register.",
  not_in_effect: ({ effective_at }) =>
    effective_at
      ? `Announced; in effect from ${String(effective_at).slice(0, 10)}.`
      : "Proposed: nobody has put it into effect yet.",
  trains: () => "May train on what it is sent.",
  not_reviewed: ({ reviewed_on }) =>
    reviewed_on === undefined
      ? "Nobody has read its terms in the last 90 days."
      : reviewed_on === "never"
        ? "Nobody has read its terms yet."
        : `Its terms were last read on ${reviewed_on}, more than 90 days ago.`,
  no_contract: () => "No data processing agreement is noted.",
  keeps_too_long: ({ retention_days, allowed_days }) =>
    retention_days === undefined
      ? "Keeps data longer than the policy allows."
      : `Keeps ${retention_days} days; the policy allows ${allowed_days}.`,
  keeps_anything: () => "The policy asks for zero retention, and it does not always give that.",
  no_transfer_mechanism: ({ country, lapsed_on }) =>
    lapsed_on
      ? `The mechanism for transfers to ${country} lapsed on ${lapsed_on}.`
      : `No valid mechanism for transfers to ${country ?? "its country"}.`,
};

const policySentences: Record<string, string> = {
  self_hosted_only: "Your policy keeps AI on servers of your own.",
  provider_not_chosen: "Your policy does not name it among the allowed providers.",
  model_not_chosen: "Your policy allows none of its models.",
};

const isKnown = (reason: string): reason is Obstacle["reason"] => reason in sentences;

/** Why a provider may not be used, where only the reason is known. */
export const describeReason = (reason: string): string =>
  policySentences[reason] ?? (isKnown(reason) ? sentences[reason]({}) : reason.replaceAll("_", " "));

/** Why nothing goes to a processor, in a sentence. */
export const describeObstacle = ({ reason, facts }: Obstacle): string => sentences[reason](facts);
