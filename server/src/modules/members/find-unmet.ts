import type { Condition, DecisionRequest } from "../../framework/request/authorize.ts";
import { hourIn } from "../../framework/clock.ts";

type Asked = Pick<DecisionRequest, "action" | "resource" | "context">;

/** The first condition on this permission that a request does not meet. */
export function findUnmet(conditions: readonly Condition[], asked: Asked): Condition | undefined {
  return conditions.find((condition) => concerns(condition, asked.action) && !isMet(condition, asked));
}

const concerns = ({ permissions }: Condition, action: string) => permissions?.includes(action) ?? true;

function isMet(condition: Condition, { resource, context }: Asked): boolean {
  switch (condition.attribute) {
    case "amount":
      return resource.amount !== undefined && resource.amount <= condition.at_most;
    case "hour":
      return isBetween(hourIn(condition.time_zone, resource.at ?? context.at), condition);
    case "country":
      return isIn(condition.in, resource.country ?? context.country);
    default:
      return isIn(condition.in, resource[condition.attribute]);
  }
}

const isIn = (list: readonly string[], value: string | undefined) => value !== undefined && list.includes(value);

/** From 22 to 6 is a night; from an hour to itself is never. */
function isBetween(hour: number, { from, to }: { from: number; to: number }): boolean {
  return from <= to ? from <= hour && hour < to : from <= hour || hour < to;
}
