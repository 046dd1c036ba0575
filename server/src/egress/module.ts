import type { Module } from "../framework/endpoint.ts";
import { egressErrors } from "./errors.ts";
import { generationInterrupted, settleInterrupted } from "./settle-interrupted.ts";
import { deploymentPolicySettings, policySettings } from "./policy/tables.ts";
import { generations } from "./tables.ts";

/** What the gate brings to the deployment, registered like a module's. */
export const egressModule: Module = {
  name: "egress",
  tables: [deploymentPolicySettings, policySettings, generations],
  jobs: [settleInterrupted],
  events: [generationInterrupted],
  errors: egressErrors,
};
