import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { orderEvents } from "../../privacy/public.ts";
import { agentErrors, findAgentInUse, givenVariables, requireVariables } from "../agents/public.ts";
import { triggerErrors } from "./errors.ts";
import { findTrigger, presentTrigger, type TriggerRow, triggerOutput, triggersKey } from "./present-trigger.ts";
import { agentTriggers } from "./tables.ts";
import { readLastSequence } from "./read-last-sequence.ts";
import { requireNextTime, scheduleFields, textField } from "./require-next-time.ts";

export const updateTrigger = endpoint({
  method: "PATCH",
  path: "/agent-triggers/{trigger_id}",
  summary: "Change what an agent is asked, when, or switch it on and off.",
  description: "What has a time runs next at the first one from now on; what was missed meanwhile is not made up for.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  versioned: true,
  input: z.strictObject({
    trigger_id: z.string(),
    text: textField.optional(),
    variables: givenVariables.optional().describe("All of them anew."),
    enabled: z.boolean().optional(),
    cron: scheduleFields.cron.optional(),
    time_zone: scheduleFields.time_zone.optional(),
    hourly_most: z.int().min(1).max(600).optional().describe("Of a hook."),
  }),
  output: triggerOutput,
  refusals: [triggerErrors.time_unknown, agentErrors.variable_missing, agentErrors.variable_wrong],
  audit: { action: "agent_trigger.updated", target: ({ id }) => id },
  // What happened while it was off has its number by then, and begins nothing.
  prepare: async (ctx, { enabled }) => (enabled ? orderEvents(ctx) : undefined),
  load: (ctx, { trigger_id }) => findTrigger(ctx, trigger_id),
  attributes: (_, { agent_id }: TriggerRow) => ({ agent: agent_id }),
  async run(ctx, { text, variables, enabled, cron, time_zone, hourly_most }, { resource: old }) {
    const isTimed = old.kind === "schedule";
    if (!isTimed && (cron !== undefined || time_zone !== undefined)) throw triggerErrors.time_unknown();
    if (variables || (enabled && !old.enabled))
      requireVariables((await findAgentInUse(ctx, old.agent_id)).settings, variables ?? old.variables ?? {});
    const [when, zone] = [cron ?? old.cron, time_zone ?? old.time_zone];
    const changed = {
      ...old,
      text: text ?? old.text,
      variables: variables ?? old.variables,
      enabled: enabled ?? old.enabled,
      stopped_because: enabled ? null : old.stopped_because,
      cron: when,
      time_zone: zone,
      next_at: isTimed ? requireNextTime(when!, zone!, ctx.at) : null,
      last_sequence: enabled && !old.enabled ? await readLastSequence(ctx) : old.last_sequence,
      hourly_most: old.kind === "hook" ? (hourly_most ?? old.hourly_most) : null,
      version: old.version + 1,
    };
    const {
      organization_id: _,
      workspace_id,
      id,
      user_id: _u,
      ...fields
    } = ctx.seal(agentTriggers, await triggersKey(ctx), changed);
    await ctx.db
      .of(agentTriggers)
      .updateTable("agent_triggers")
      .set(fields)
      .where("workspace_id", "=", workspace_id)
      .where("id", "=", id)
      .execute();
    return presentTrigger(changed);
  },
});
