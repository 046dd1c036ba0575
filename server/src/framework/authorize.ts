import type { App, Caller } from "./app.ts";
import type { Principal } from "./context.ts";
import type { AnyEndpoint, Attributes } from "./endpoint.ts";
import { minuteMs } from "./clock.ts";
import { requestErrors, stepUpErrors } from "./errors.ts";

/** How old a proof may be where a deed asks for one. */
const proofMs = 10 * minuteMs;

export type DecisionRequest = {
  principal: Principal;
  /** Role in the organization entered, if any. */
  role: string | undefined;
  /** The permission asked for, such as `webhooks.write`. */
  action: string;
  resource: Attributes;
  context: { at: Date };
};

/** Whether, and by which rule. A denial names the rule that would have had to allow it. */
export type Decision = { allow: boolean; rule: string };

/** The one question of authorization; adapters answer it. Whatever no rule allows is denied. */
export type Decide = (request: DecisionRequest) => Decision | Promise<Decision>;

/**
 * Asks for every permission a request needs, then for a recent proof where it is dangerous.
 * @throws Refusal `request.not_allowed` with the first one denied, `session.step_up_required`
 */
export async function authorize(
  app: Pick<App, "decide" | "clock">,
  e: AnyEndpoint,
  caller: Caller,
  resource: unknown,
  input: unknown,
): Promise<void> {
  const attributes = e.attributes?.(resource, input) ?? {};
  for (const action of [e.permission, ...(e.alsoNeeds?.(input, caller.principal) ?? [])]) {
    const asked = { principal: caller.principal, role: caller.role, action, resource: attributes };
    const decision = await app.decide({ ...asked, context: { at: app.clock.now() } });
    if (!decision.allow) throw requestErrors.not_allowed({ permission: action, rule: decision.rule });
  }
  requireProof(app, e, caller, input);
}

/**
 * Has a session prove who it is before something dangerous, unless it did so lately.
 * @throws Refusal `session.step_up_required`
 */
function requireProof(app: Pick<App, "clock">, e: AnyEndpoint, caller: Caller, input: unknown): void {
  const { principal } = caller;
  if (principal.kind !== "user" || !(e.stepUp ?? e.stepUpFor?.(input))) return;
  const age = app.clock.now().getTime() - (principal.authenticatedAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  if (age > proofMs) throw stepUpErrors.step_up_required({ within_minutes: proofMs / minuteMs });
}
