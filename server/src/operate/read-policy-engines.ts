import { readFileSync } from "node:fs";
import { openPolicyEngine, type PolicyEngine } from "../compose/open-policy-engine.ts";
import type { App } from "../framework/app.ts";
import type { Logger } from "../framework/log.ts";
import { type Settings, SettingsError } from "./settings.ts";

/**
 * What decides in this process, by the operator's settings.
 * @throws SettingsError where the engine that is chosen lacks its setting, or cannot be loaded
 */
export async function readPolicyEngines(
  { policy }: Pick<Settings, "policy">,
  log: Logger,
): Promise<Pick<App, "decide" | "decidesBy" | "decidesOutside">> {
  const chosen = new Set<PolicyEngine | undefined>([policy.engine, policy.shadow]);
  if (chosen.has("opa-http") && !policy.url) throw new SettingsError("The engine opa-http needs AVOW_POLICY_URL.");
  if (!chosen.has("opa-wasm")) return openPolicyEngine({ ...policy, wasm: undefined }, log);
  if (!policy.wasmFile) throw new SettingsError("The engine opa-wasm needs AVOW_POLICY_WASM.");
  try {
    return await openPolicyEngine({ ...policy, wasm: new Uint8Array(readFileSync(policy.wasmFile)) }, log);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : "it is none of OPA's";
    throw new SettingsError(
      `AVOW_POLICY_WASM takes a policy that opa build made with -t wasm; this one is not: ${why}`,
    );
  }
}
