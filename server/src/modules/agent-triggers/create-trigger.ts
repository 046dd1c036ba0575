import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors, findAgentInUse, requireUse } from "../agents/public.ts";
import { triggerErrors } from "./errors.ts";
import { presentTrigger, triggerOutput, triggersKey } from "./present-trigger.ts";
import { agentTriggers, triggerKinds } from "./tables.ts";
import { requireEvent, requireNextTime, scheduleFields, textField } from "./require-next-time.ts";

const ofOneMost = 100;

export const createTrigger = endpoint({
  method: "POST",
  path: "/agent-triggers",
  summary: "Have an agent run for you by itself: at times, or when something happens.",
  description:
    "It runs as you: with your rights at that moment, within the agent's limits. It is told your text, and of an event its type and ids.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  status: 201,
  versioned: true,
  input: z.strictObject({
    agent_id: z.string(),
    kind: z.enum(triggerKinds),
    text: textField,
    cron: scheduleFields.cron.optional(),
    time_zone: scheduleFields.time_zone.optional(),
    event_type: z.string().max(60).optional(),
    enabled: z.boolean().default(true),
  }),
  output: triggerOutput,
  refusals: [agentErrors.not_for_you, triggerErrors.time_unknown, triggerErrors.event_unknown, triggerErrors.too_many],
  audit: { action: "agent_trigger.created", target: ({ id }) => id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, input) {
    const { organizationId, workspaceId, userId } = ctx.scope;
    const { kind, cron = null, time_zone = null, event_type = null } = input;
    const next_at = kind === "schedule" ? requireNextTime(cron ?? "", time_zone ?? "", ctx.at) : null;
    if (kind === "event" || event_type !== null) requireEvent(kind === "event" ? event_type : null);
    if (kind === "event" && (cron ?? time_zone) !== null) throw triggerErrors.time_unknown();
    await requireUse(ctx, await findAgentInUse(ctx, input.agent_id));
    const [found] = await ctx.db.query<{ count: number }>(
      "select count(*)::int as count from agent_triggers where workspace_id = $1 and user_id = $2",
      [workspaceId, userId],
    );
    if (found!.count >= ofOneMost) throw triggerErrors.too_many({ most: ofOneMost });
    const row = {
      organization_id: organizationId,
      workspace_id: workspaceId,
      id: ctx.newId("trg"),
      user_id: userId,
      agent_id: input.agent_id,
      kind,
      text: input.text,
      cron,
      time_zone,
      event_type,
      enabled: input.enabled,
      stopped_because: null,
      next_at,
      last_run_id: null,
      created_at: ctx.at,
      version: 1,
    };
    const sealed = ctx.seal(agentTriggers, await triggersKey(ctx), row);
    await ctx.db.of(agentTriggers).insertInto("agent_triggers").values(sealed).execute();
    return presentTrigger(row);
  },
});
