import type { Module } from "../../framework/endpoint.ts";
import { createTrigger } from "./create-trigger.ts";
import { deleteTrigger } from "./delete-trigger.ts";
import { triggerErrors } from "./errors.ts";
import { rotateHookSecret } from "./hooks/rotate-hook-secret.ts";
import { takeHook } from "./hooks/take-hook.ts";
import { listTriggers } from "./list-triggers.ts";
import { pullByEvent } from "./pull-by-event.ts";
import { pullDue } from "./pull-due.job.ts";
import { agentTriggers, hookMessages } from "./tables.ts";
import { updateTrigger } from "./update-trigger.ts";

export const agentTriggersModule: Module = {
  name: "agent-triggers",
  tables: [agentTriggers, hookMessages],
  endpoints: [listTriggers, createTrigger, updateTrigger, deleteTrigger, rotateHookSecret, takeHook],
  jobs: [pullDue],
  reactions: [pullByEvent],
  errors: triggerErrors,
};
