import { operatorFetch } from "../egress/outward/operator-fetch.ts";
import type { App as Composed } from "../framework/app.ts";
import type { Decide } from "../framework/request/authorize.ts";
import type { Logger } from "../framework/log.ts";
import { decideByOpaHttp } from "../integrations/opa/decide-by-opa-http.ts";
import { decideByOpaWasm } from "../integrations/opa/decide-by-opa-wasm.ts";
import { decideInShadow } from "../integrations/opa/decide-in-shadow.ts";
import { decideByRole } from "../modules/members/decide-by-role.ts";
import { policyData } from "../modules/members/policy-data.ts";

export type PolicyEngine = Composed["decidesBy"];
/** Who decides, and who is asked besides to compare; `wasm` is the compiled policy itself. */
export type PolicyEngines = {
  engine: PolicyEngine;
  shadow: PolicyEngine | undefined;
  url: string | undefined;
  wasm: Uint8Array<ArrayBuffer> | undefined;
};

/** A policy server is on the operator's own network; a connection that takes longer is none. */
const connectWithinMs = 500;

/** @throws where the engine that is chosen cannot be loaded */
export async function openPolicyEngine(
  asked: PolicyEngines,
  log: Logger,
): Promise<Pick<Composed, "decide" | "decidesBy" | "decidesOutside">> {
  const open = (engine: PolicyEngine): Decide | Promise<Decide> => {
    if (engine === "embedded") return decideByRole;
    if (engine === "opa-wasm") return decideByOpaWasm(asked.wasm ?? new Uint8Array(), policyData, log);
    return decideByOpaHttp({ url: asked.url ?? "", log, fetch: operatorFetch({ idleTimeoutMs: connectWithinMs }) });
  };
  const decide = await open(asked.engine);
  const shadow = asked.shadow && (await open(asked.shadow));
  return {
    decide: shadow ? decideInShadow(decide, shadow, log) : decide,
    decidesBy: asked.engine,
    decidesOutside: asked.engine === "opa-http",
  };
}
