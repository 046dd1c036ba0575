import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import { later, minuteMs } from "../../framework/clock.ts";
import { cellContext, newDataKey, wrapKey } from "../../framework/keys/sealing.ts";
import { type AgentInUse, skillsPort } from "../agents/public.ts";
import { sandboxModelId } from "../models/public.ts";
import { runsKey } from "./find-run.ts";
import { runs, type RunTrigger, runTriggers, type Told } from "./tables.ts";

export const runStarted = event(
  "run.started",
  "An agent was asked to do something, and will as soon as it is its turn.",
  z.object({ run_id: z.string(), agent_id: z.string(), trigger: z.enum(runTriggers) }),
  { isPublic: true, about: "run_id" },
);

export type Starting = {
  agent: AgentInUse;
  trigger: RunTrigger;
  triggerId?: string;
  told: Told;
  conversationId?: string;
  messageId?: string;
  /** Whom it is about. */
  contactId?: string | null;
  /** By which it was asked for, where that was not in this very work. */
  apiKeyId?: string | null;
  /** Of another run, whose limits hold for this one as well. */
  parent?: { callId: string; depth: number; stepsLeft: number; budgetMicros: number | null; deadlineAt: Date };
  /** Nothing is changed outside, and nobody is asked. */
  isRehearsal?: boolean;
  /** What it is told comes from somebody nobody here knows. */
  isUntrusted?: boolean;
};

/** Writes a run for the person of this work, in the caller's transaction; somebody has to be told to look at it. @returns its id */
export async function insertRun(work: Work, starting: Starting): Promise<string> {
  const { agent, told, parent } = starting;
  const { organizationId, workspaceId, userId } = work.scope;
  const [id, key] = [work.newId("run"), newDataKey()];
  const row = {
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    id,
    user_id: userId!,
    agent_id: agent.id,
    agent_version: agent.number,
    answerable: agent.answerable,
    conversation_id: starting.conversationId ?? null,
    message_id: starting.messageId ?? null,
    api_key_id: starting.apiKeyId ?? (work.principal.kind === "api_key" ? work.principal.id : null),
    contact_id: starting.contactId ?? null,
    parent_call_id: parent?.callId ?? null,
    depth: parent ? parent.depth + 1 : 0,
    trigger: starting.trigger,
    trigger_id: starting.triggerId ?? null,
    state: "queued" as const,
    config: await work.port(skillsPort).equip(work, agent),
    input: told,
    sandbox: isSandbox(agent.model),
    rehearsal: starting.isRehearsal ?? false,
    untrusted: starting.isUntrusted ?? false,
    created_at: work.at,
    ...limitsOf(work, starting),
  };
  const object_key = wrapKey(await runsKey(work), cellContext(runs, "object_key", row), key);
  await work.db
    .of(runs)
    .insertInto("runs")
    .values({ ...work.seal(runs, key, row), object_key })
    .execute();
  await work.emit(runStarted, { run_id: id, agent_id: agent.id, trigger: starting.trigger });
  return id;
}

/** The agent's own, or what is left of those of whoever began it. */
function limitsOf(work: Work, { agent, parent }: Starting) {
  const { limits, run_budget_micros: own } = agent.settings;
  const deadline = later(work.clock.now(), limits.minutes * minuteMs);
  const given = parent?.budgetMicros ?? null;
  return {
    steps_max: Math.min(limits.steps, parent?.stepsLeft ?? limits.steps),
    deadline_at: parent && parent.deadlineAt < deadline ? parent.deadlineAt : deadline,
    budget_micros: own === null || given === null ? (own ?? given) : Math.min(own, given),
  };
}

export const isSandbox = (model: string): boolean => model === sandboxModelId;
