import type { App, Caller } from "../app.ts";
import type { Principal } from "../context.ts";
import type { AnyEndpoint, Attributes } from "../endpoint.ts";
import { minuteMs } from "../clock.ts";
import { requestErrors, stepUpErrors } from "../errors.ts";

/** How old a proof may be where a deed asks for one. */
const proofMs = 10 * minuteMs;

/** When a role that an organization made gives a permission. What a request does not tell fulfils no condition. */
export type Condition = { permissions?: readonly string[] | undefined } & (
  | { attribute: "channel" | "campaign" | "country"; in: readonly string[] }
  | { attribute: "amount"; at_most: number }
  /** Hours of the day in a zone, from the one up to and without the other; past midnight where `from` is later. */
  | { attribute: "hour"; from: number; to: number; time_zone: string }
);

/** A role that an organization made, as given to somebody where they are. */
export type CustomRole = { id: string; permissions: readonly string[]; conditions: readonly Condition[] };

/** What an organization lets the operator look at, for a while: areas whose `.read` permissions it gives. */
export type SupportAccess = { id: string; areas: readonly string[] };

/** What somebody was given where they are. */
export type Rights = {
  /** Role in the organization entered, if any. */
  role: string | undefined;
  customRoles?: readonly CustomRole[] | undefined;
  support?: SupportAccess | undefined;
  isSuspended?: boolean | undefined;
};

export type DecisionRequest = {
  principal: Principal & Rights;
  /** The permission asked for, such as `webhooks.write`. */
  action: string;
  resource: Attributes;
  context: { at: Date; isRead: boolean; country: string | undefined };
};

/** What whoever asked the question must do besides. One that is not known here is a denial. */
export const obligations = ["audit"] as const;

/** Whether, and by which rule. A denial names the rule that would have had to allow it. */
export type Decision = { allow: boolean; rule: string; obligations?: readonly string[] };

/** The one question of authorization; adapters answer it. Whatever no rule allows is denied. */
export type Decide = (request: DecisionRequest) => Decision | Promise<Decision>;

/**
 * Asks for every permission a request needs.
 * @returns what has to be done besides
 * @throws Refusal `request.not_allowed` with the first one denied
 */
export async function authorize(
  app: Pick<App, "decide" | "clock">,
  e: AnyEndpoint,
  caller: Caller,
  resource: unknown,
  input: unknown,
): Promise<ReadonlySet<string>> {
  const { principal, scope: _, country, ...rights } = caller;
  const attributes = e.attributes?.(input, resource) ?? {};
  requireReach(e.permission, caller, attributes.agent);
  const asked = new Set<string>();
  for (const action of [e.permission, ...(e.alsoNeeds?.(input, principal) ?? [])]) {
    const decision = await app.decide({
      principal: { ...principal, ...rights },
      action,
      resource: attributes,
      context: { at: app.clock.now(), isRead: e.method === "GET", country },
    });
    if (!decision.allow) throw requestErrors.not_allowed({ permission: action, rule: decision.rule });
    for (const one of decision.obligations ?? []) asked.add(one);
  }
  const unknown = [...asked].find((one) => !obligations.some((known) => known === one));
  if (unknown !== undefined) throw requestErrors.not_allowed({ permission: e.permission, rule: "obligation.unknown" });
  return asked;
}

/** A key that is held to some agents reaches nothing else. @throws Refusal `request.not_allowed` */
export function requireReach(permission: string, { principal }: Pick<Caller, "principal">, agent?: string): void {
  const only = principal.kind === "api_key" ? principal.agentIds : undefined;
  if (only && (agent === undefined || !only.includes(agent)))
    throw requestErrors.not_allowed({ permission, rule: "key.agent" });
}

/**
 * Has a session prove who it is before something dangerous, unless it did so lately: before any work is begun, so that
 * the same request can be sent again.
 * @throws Refusal `session.step_up_required`
 */
export function requireProof(
  app: Pick<App, "clock">,
  e: Pick<AnyEndpoint, "stepUp" | "stepUpFor">,
  caller: Caller,
  input: unknown,
): void {
  const { principal } = caller;
  if (principal.kind !== "user" || !(e.stepUp ?? e.stepUpFor?.(input))) return;
  const age = app.clock.now().getTime() - (principal.authenticatedAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  if (age > proofMs) throw stepUpErrors.step_up_required({ within_minutes: proofMs / minuteMs });
}

/** The same for what asks for one permission and can do nothing besides. @throws Refusal `request.not_allowed` */
export async function authorizeAction(
  app: Pick<App, "decide" | "clock">,
  action: string,
  caller: Caller,
): Promise<void> {
  const { principal, scope: _, country, ...rights } = caller;
  const context = { at: app.clock.now(), isRead: false, country };
  const decision = await app.decide({ principal: { ...principal, ...rights }, action, resource: {}, context });
  if (!decision.allow || decision.obligations?.length)
    throw requestErrors.not_allowed({ permission: action, rule: decision.rule });
}
