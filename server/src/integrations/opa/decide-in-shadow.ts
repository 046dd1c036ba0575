import type { Decide } from "../../framework/request/authorize.ts";
import type { Logger } from "../../framework/log.ts";

/** Decides by one engine and asks another besides, without waiting for it: where they differ, the log says so. */
export function decideInShadow(decide: Decide, shadow: Decide, log: Logger): Decide {
  return async (request) => {
    const decision = await decide(request);
    void (async () => shadow(request))().then(
      ({ allow, rule }) => {
        if (allow === decision.allow) return;
        const facts = { action: request.action, allow: decision.allow, rule: decision.rule, shadow_rule: rule };
        log.warn(facts, "the policy engine in the shadow decides otherwise");
      },
      () => undefined, // the engine has logged why it gave no decision
    );
    return decision;
  };
}
