import { toCredits } from "../wallet/format-credits.ts";
import type { CustomRole } from "./queries.ts";

type Condition = CustomRole["conditions"][number];

/** A condition as people say it. */
export function describeCondition(condition: Condition): string {
  const only = condition.permissions ? ` (for ${condition.permissions.join(", ")})` : "";
  return `${describeLimit(condition)}${only}`;
}

function describeLimit(condition: Condition): string {
  switch (condition.attribute) {
    case "hour":
      return `between ${condition.from}:00 and ${condition.to}:00, ${condition.time_zone}`;
    case "amount":
      return `for at most ${toCredits(condition.at_most)} credits`;
    case "country":
      return `for ${condition.in.join(", ")}`;
    default:
      return `in the ${condition.attribute}s ${condition.in.join(", ")}`;
  }
}
