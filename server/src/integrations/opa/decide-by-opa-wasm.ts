import { loadPolicy } from "@open-policy-agent/opa-wasm";
import type { Decide } from "../../framework/request/authorize.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { Logger } from "../../framework/log.ts";
import { readDecision } from "./read-decision.ts";
import { toPolicyInput } from "./to-policy-input.ts";

/** What `opa build -t wasm -e avow/decision` makes the entry point. */
const entrypoint = "avow/decision";

/**
 * Asks a policy that `opa build` compiled to WebAssembly, in this process. A policy that fails, or answers anything but
 * one decision, refuses the request.
 * @param data what the policy finds under `data`: the tables of `policies/data.json`
 * @throws where the module is none of OPA's, or lacks the entry point
 */
export async function decideByOpaWasm(module: Uint8Array<ArrayBuffer>, data: object, log: Logger): Promise<Decide> {
  const policy = await loadPolicy(module);
  if (!(entrypoint in policy.entrypoints)) throw new Error(`the policy has no entry point ${entrypoint}`);
  policy.setData(data);
  return (request) => {
    try {
      const results = policy.evaluate(toPolicyInput(request), entrypoint) as { result: unknown }[];
      if (results.length !== 1) throw new Error(`the policy gave ${results.length} answers`);
      return readDecision(results[0]!.result);
    } catch (err) {
      log.error({ err, action: request.action }, "the policy gave no decision; the request is refused");
      throw requestErrors.undecided();
    }
  };
}
