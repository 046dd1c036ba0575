import type { Attributes } from "./endpoint.ts";
import type { Principal } from "./context.ts";

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
