import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { orderEvents } from "../../privacy/public.ts";
import { agentErrors, findAgentInUse, givenVariables, requireUse } from "../agents/public.ts";
import { triggerErrors } from "./errors.ts";
import { type HookProof, makeHookSecret, triggerWithSecret } from "./hooks/make-hook-secret.ts";
import { presentTrigger, triggersKey } from "./present-trigger.ts";
import { agentTriggers, hookProofs, triggerKinds } from "./tables.ts";
import { readLastSequence } from "./read-last-sequence.ts";
import { requireEvent, requireNextTime, scheduleFields, textField } from "./require-next-time.ts";

const ofOneMost = 100;

export const createTrigger = endpoint({
  method: "POST",
  path: "/agent-triggers",
  summary: "Have an agent run for you by itself: at times, or when something happens.",
  description:
    "It runs as you: with your rights at that moment, within the agent's limits. It is told your text, of an event its type and ids, and what came by a hook as something that nobody here wrote.",
  scope: "workspace",
  permission: "runs.write",
  purpose: "converse",
  status: 201,
  versioned: true,
  input: z.strictObject({
    agent_id: z.string(),
    kind: z.enum(triggerKinds),
    text: textField,
    variables: givenVariables
      .default({})
      .describe("Values for `{{name}}` in the agent's instructions, each time the same."),
    cron: scheduleFields.cron.optional(),
    time_zone: scheduleFields.time_zone.optional(),
    event_type: z.string().max(60).optional(),
    proof: z
      .enum(hookProofs)
      .default("signature")
      .describe("Of a hook. `signature`: by Standard Webhooks. `address`: for senders that sign nothing."),
    hourly_most: z.int().min(1).max(600).default(60).describe("Of a hook: more messages within an hour are refused."),
    enabled: z.boolean().default(true),
  }),
  output: triggerWithSecret,
  refusals: [
    agentErrors.not_for_you,
    agentErrors.variable_missing,
    agentErrors.variable_wrong,
    triggerErrors.time_unknown,
    triggerErrors.event_unknown,
    triggerErrors.too_many,
  ],
  audit: { action: "agent_trigger.created", target: ({ id }) => id },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  // What happened before has its number by then, and begins nothing.
  prepare: async (ctx, { kind }) => (kind === "event" ? orderEvents(ctx) : undefined),
  async run(ctx, input) {
    const { organizationId, workspaceId, userId } = ctx.scope;
    const { kind, cron = null, time_zone = null, event_type = null } = input;
    const { shown, ...hook } = hookOf(input);
    const next_at = kind === "schedule" ? requireNextTime(cron ?? "", time_zone ?? "", ctx.at) : null;
    if (kind === "event" || event_type !== null) requireEvent(kind === "event" ? event_type : null);
    if (kind !== "schedule" && (cron ?? time_zone) !== null) throw triggerErrors.time_unknown();
    await requireUse(ctx, await findAgentInUse(ctx, input.agent_id), input.variables);
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
      variables: input.variables,
      cron,
      time_zone,
      event_type,
      enabled: input.enabled,
      stopped_because: null,
      next_at,
      last_run_id: null,
      last_event_id: null,
      last_sequence: await readLastSequence(ctx),
      api_key_id: ctx.principal.kind === "api_key" ? ctx.principal.id : null,
      ...hook,
      created_at: ctx.at,
      version: 1,
    };
    const sealed = ctx.seal(agentTriggers, await triggersKey(ctx), row);
    await ctx.db.of(agentTriggers).insertInto("agent_triggers").values(sealed).execute();
    return { ...presentTrigger(row), secret: shown };
  },
});

type Hooked = { kind: (typeof triggerKinds)[number]; proof: HookProof; hourly_most: number };

function hookOf({ kind, proof, hourly_most }: Hooked) {
  const none = { old_secret: null, old_secret_until: null };
  if (kind !== "hook") return { ...none, proof: null, secret: null, hourly_most: null, shown: null };
  const { shown, kept } = makeHookSecret(proof);
  return { ...none, proof, secret: kept, hourly_most, shown };
}
