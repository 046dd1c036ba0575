import type { Condition, DecisionRequest } from "../../framework/request/authorize.ts";
import { hourIn } from "../../framework/clock.ts";

/** What a policy engine is asked, as `input`: ids, codes, numbers and times. What is not known is left out, never null. */
export type PolicyInput = {
  principal: {
    kind: string;
    id: string;
    operator: boolean;
    suspended: boolean;
    role?: string;
    scopes?: readonly string[];
    custom_roles: readonly { id: string; permissions: readonly string[]; conditions: readonly Condition[] }[];
    support?: { id: string; areas: readonly string[] };
  };
  action: string;
  resource: { agent?: string; channel?: string; campaign?: string; amount?: number; country?: string };
  /** `hours`: the hour of the day in each zone that a condition names, so that a policy needs no calendar. */
  context: { at: string; read: boolean; hours: Record<string, number> };
};

export function toPolicyInput({ principal, action, resource, context }: DecisionRequest): PolicyInput {
  const { at: _, ...about } = resource;
  const country = resource.country ?? context.country;
  const { customRoles = [], support, role } = principal;
  return {
    principal: {
      kind: principal.kind,
      id: principal.id,
      operator: principal.kind === "user" && principal.isOperator,
      suspended: principal.isSuspended ?? false,
      ...(role === undefined ? {} : { role }),
      ...("scopes" in principal && principal.scopes ? { scopes: principal.scopes } : {}),
      custom_roles: customRoles,
      ...(support ? { support } : {}),
    },
    action,
    resource: { ...about, ...(country === undefined ? {} : { country }) },
    context: {
      at: context.at.toISOString(),
      read: context.isRead,
      hours: readHours(customRoles, resource.at ?? context.at),
    },
  };
}

function readHours(roles: readonly { conditions: readonly Condition[] }[], at: Date): Record<string, number> {
  const conditions = roles.flatMap((role) => role.conditions);
  const zones = conditions.flatMap((one) => (one.attribute === "hour" ? [one.time_zone] : []));
  return Object.fromEntries([...new Set(zones)].map((zone) => [zone, hourIn(zone, at)]));
}
