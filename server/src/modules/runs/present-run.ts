import * as z from "zod";
import { describeVerdict } from "./describe-verdict.ts";
import type { CallRow, OpenRun, StepRow } from "./find-run.ts";
import { notRemembered } from "./not-remembered.ts";
import { callStates, runStates, runTriggers } from "./tables.ts";

const time = z.iso.datetime();

export const run = z.object({
  id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  agent_version: z.int().nullable().describe("Null where it was the draft."),
  conversation_id: z.string().nullable(),
  trigger: z.enum(runTriggers),
  state: z.enum(runStates),
  reason: z.string().nullable().describe("Why it ended otherwise than well."),
  output: z.string().nullable(),
  sandbox: z.boolean().describe("No AI was called, and nothing was sent."),
  rehearsal: z.boolean().describe("Part of an evaluation: nothing was changed outside."),
  untrusted: z.boolean().describe("Something that nobody here wrote is in its context."),
  steps: z.int(),
  steps_max: z.int(),
  cost_micros: z.int(),
  budget_micros: z.int().nullable(),
  created_at: time,
  started_at: time.nullable(),
  ended_at: time.nullable(),
});

export const toolCall = z.object({
  id: z.string(),
  tool: z.string(),
  input: z.string().describe("The arguments as the model wrote them."),
  output: z.string().nullable().describe("What the model was told."),
  effect: z.enum(["none", "reads", "writes"]),
  state: z.enum(callStates),
  verdict: z.string().nullable(),
  why: z.string().nullable().describe("The verdict in words."),
  untrusted: z.boolean(),
  answers_untrusted: z.boolean(),
  error_code: z.string().nullable(),
  approval_id: z.string().nullable(),
  delivery_id: z.string().nullable(),
  child_run_id: z.string().nullable(),
  started_at: time.nullable(),
  ended_at: time.nullable(),
});

export const runStep = z.object({
  id: z.string(),
  number: z.int(),
  state: z.enum(["asking", "calling", "done", "failed"]),
  attempt: z.int(),
  generation_id: z.string(),
  text: z.string().nullable(),
  error_code: z.string().nullable(),
  approval_id: z.string().nullable().describe("The guardrail's question that it waits for."),
  retry_at: time.nullable().describe("The model could not answer; it is asked again then."),
  model: z.string().nullable(),
  tokens_in: z.int().nullable(),
  tokens_out: z.int().nullable(),
  cost_micros: z.int().nullable(),
  verdict: z.string().nullable().describe("What the guardrail said of what was sent to the model."),
  started_at: time,
  ended_at: time.nullable(),
  calls: z.array(toolCall),
});

export const runTrace = run.extend({ trace: z.array(runStep), not_remembered: notRemembered });

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function presentRun(opened: OpenRun): z.infer<typeof run> {
  const { id, agent_id, agent_version, conversation_id, trigger, state, reason, output, sandbox, untrusted } = opened;
  const { rehearsal, steps, steps_max, cost_micros, budget_micros } = opened;
  return {
    id,
    agent_id,
    agent_version,
    conversation_id,
    trigger,
    state,
    reason,
    output,
    sandbox,
    rehearsal,
    untrusted,
    steps,
    steps_max,
    cost_micros,
    budget_micros,
    agent_name: opened.config.name,
    created_at: opened.created_at.toISOString(),
    started_at: iso(opened.started_at),
    ended_at: iso(opened.ended_at),
  };
}

/** What a step's model call took. */
export type Took = {
  id: string;
  model: string;
  tokens_in: number | null;
  tokens_out: number | null;
  cost_micros: number | null;
  verdict: string | null;
};

export function presentStep(step: StepRow, took: Took | undefined, calls: readonly CallRow[]): z.infer<typeof runStep> {
  const { id, number, state, attempt, generation_id, text, error_code, approval_id } = step;
  const { model = null, tokens_in = null, tokens_out = null, cost_micros = null, verdict = null } = took ?? {};
  return {
    id,
    number,
    state,
    attempt,
    generation_id,
    text,
    error_code,
    approval_id,
    retry_at: iso(step.retry_at),
    model,
    tokens_in,
    tokens_out,
    cost_micros,
    verdict,
    started_at: step.started_at.toISOString(),
    ended_at: iso(step.ended_at),
    calls: calls.filter(({ step_id }) => step_id === id).map(presentCall),
  };
}

function presentCall(call: CallRow): z.infer<typeof toolCall> {
  const { id, tool, input, output, effect, state, verdict, untrusted, answers_untrusted, error_code } = call;
  const { approval_id, delivery_id, child_run_id } = call;
  return {
    id,
    tool,
    input,
    output,
    effect,
    state,
    verdict,
    untrusted,
    answers_untrusted,
    error_code,
    approval_id,
    delivery_id,
    child_run_id,
    why: verdict === null ? null : describeVerdict(verdict),
    started_at: iso(call.started_at),
    ended_at: iso(call.ended_at),
  };
}
