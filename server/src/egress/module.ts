import type { Module } from "../framework/endpoint.ts";
import { egressErrors } from "./errors.ts";
import { generationInterrupted, settleInterrupted } from "./settle-interrupted.ts";
import { generations } from "./tables.ts";

/** What the gate brings to the deployment, registered like a module's. */
export const egressModule: Module = {
  name: "egress",
  tables: [generations],
  jobs: [settleInterrupted],
  events: [generationInterrupted],
  errors: egressErrors,
};
