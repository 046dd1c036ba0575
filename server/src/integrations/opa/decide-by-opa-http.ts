import type { Decide } from "../../framework/request/authorize.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Logger } from "../../framework/log.ts";
import type { Fetch } from "../roles/calls/fetch.ts";
import { readDecision } from "./read-decision.ts";
import { toPolicyInput } from "./to-policy-input.ts";

/** Nobody waits for a policy longer than this; a decision takes about a millisecond. */
const answerWithinMs = 500;

/**
 * Asks an OPA server: `POST /v1/data/<path>` with `{input}`, answered with `{result, decision_id}`. No answer is no
 * permission: whatever goes wrong, the request is refused as one to be tried again.
 * @param url of the decision, such as `http://opa.internal:8181/v1/data/avow/decision`
 */
export function decideByOpaHttp({ url, fetch, log }: { url: string; fetch: Fetch; log: Logger }): Decide {
  return async (request) => {
    const { action } = request;
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ input: toPolicyInput(request) }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`the policy engine answered ${answer.status}`);
      const { result, decision_id } = JSON.parse(body) as { result?: unknown; decision_id?: string };
      const decision = readDecision(result);
      log.info({ decision_id: decision_id ?? null, action, allow: decision.allow, rule: decision.rule }, "decided");
      return decision;
    } catch (err) {
      log.error({ err, action }, "the policy engine gave no decision; the request is refused");
      throw requestErrors.undecided();
    }
  };
}
