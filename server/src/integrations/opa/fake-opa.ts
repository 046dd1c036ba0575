import type { Condition, DecisionRequest } from "../../framework/request/authorize.ts";
import type { PolicyInput } from "./to-policy-input.ts";

/**
 * The question as the input alone tells it. Hours are told by zone, so each becomes a clock of its own: a stand-in that
 * decides on this shows that the input leaves nothing out. It says nothing about the text of a policy.
 */
export function fromPolicyInput({ principal, action, resource, context }: PolicyInput): DecisionRequest {
  const { kind, id, operator, suspended, role, scopes, custom_roles, support } = principal;
  const { country, ...about } = resource;
  const byHour = (condition: Condition): Condition => {
    if (condition.attribute !== "hour") return condition;
    const hour = context.hours[condition.time_zone]!;
    const { from, to } = condition;
    const isWithin = from <= to ? from <= hour && hour < to : from <= hour || hour < to;
    return isWithin ? { ...condition, from: 0, to: 24 } : { ...condition, from: 0, to: 0 };
  };
  const customRoles = custom_roles.map((one) => ({ ...one, conditions: one.conditions.map(byHour) }));
  return {
    principal: {
      kind,
      id,
      isOperator: operator,
      role,
      customRoles,
      support,
      isSuspended: suspended,
      ...(scopes ? { scopes } : {}),
    } as never,
    action,
    resource: about,
    context: { at: new Date(context.at), isRead: context.read, country },
  };
}
