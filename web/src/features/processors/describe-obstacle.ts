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
    reviewed_on === "never"
      ? "Nobody has read its terms yet."
      : `Its terms were last read on ${reviewed_on}, more than 90 days ago.`,
  no_contract: () => "No data processing agreement is noted.",
  keeps_too_long: ({ retention_days, allowed_days }) =>
    `Keeps ${retention_days} days; the policy allows ${allowed_days}.`,
  keeps_anything: () => "The policy asks for zero retention, and it does not always give that.",
  no_transfer_mechanism: ({ country, lapsed_on }) =>
    lapsed_on
      ? `The mechanism for transfers to ${country} lapsed on ${lapsed_on}.`
      : `No mechanism for transfers to ${country}.`,
};

/** Why nothing goes to a processor, in a sentence. */
export const describeObstacle = ({ reason, facts }: Obstacle): string => sentences[reason](facts);
