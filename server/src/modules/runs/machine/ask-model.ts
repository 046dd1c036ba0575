import { generate, type GenerationChunk, recordInterruption } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { attachedPort } from "../../files/public.ts";
import { findTools, type OfferedTool } from "../../tools/public.ts";
import { hashCall } from "../approvals/hash-call.ts";
import { runErrors } from "../errors.ts";
import { type OpenRun, readCalls, type StepRow, widgetOf } from "../find-run.ts";
import { runs, runSteps, toolCalls } from "../tables.ts";
import { composePrompt } from "./compose-prompt.ts";
import { endRun, type RunEnding, runSurfacePort, type ShownStep } from "./end-run.ts";
import { findSurface, joinSaid } from "./find-surface.ts";
import { hideUnopened } from "./hide-unopened.ts";
import type { HeldRun } from "./hold-run.ts";
import { type Delay, findDelay, putOffQuestion } from "./put-off-question.ts";
import { recallForRun } from "./recall-for-run.ts";

/** So often a step is begun at all: more tries than this mean that it takes its worker down with it, not others' work or a bad day. */
const attemptsMax = 20;
/** More at once than any task asks for. */
const callsMax = 32;
/** More than anyone reads. */
const answerCharsMax = 400_000;

type Asked = { steps: readonly StepRow[]; interrupted: StepRow | undefined };
type Wanted = { name: string; words: string };
type Begun = { step: StepRow; generationId: string };

/** One question to the model. Whatever it answers is written before anything is done about it. */
export async function askModel(held: HeldRun, { steps, interrupted }: Asked): Promise<void> {
  const { ctx, run } = held;
  if (interrupted && interrupted.attempt >= attemptsMax)
    return held.write((step) => endRun(step, run, { state: "failed", reason: runErrors.gave_up.code }));
  const asker = { userId: run.user_id, agentId: run.agent_id, config: run.config, isTrial: run.rehearsal };
  const calls = await readCalls(ctx, run);
  const offered = hideUnopened(run, calls, await findTools(ctx, asker));
  const recalled = await recallForRun(held);
  if (!run.untrusted && (bringsWords(offered) || recalled?.isUntrusted)) await markUntrusted(held);
  // Read anew for each question: what was deleted meanwhile is not told any more, and nothing of it is kept with the run.
  const said = await ctx.port(attachedPort).tell(ctx, run.input.messages, run.config.model);
  const prompt = composePrompt(run, steps, calls, { remembered: recalled?.instructions, said });
  const begun = await begin(held, interrupted);
  const shown = await show(held, begun, textOf(steps));
  try {
    const answer = await hear(held, { prompt, offered, begun, shown });
    await shown?.close();
    if ("delay" in answer) await putOffQuestion(held, begun.step.id, answer.delay);
    else if ("ending" in answer) await fail(held, begun, answer.ending);
    else await keep(held, { begun, answer, offered, said: textOf(steps) });
  } finally {
    await shown?.close();
  }
}

/** Shown as it comes, also where this run goes on in another's place. */
async function show({ ctx, run }: HeldRun, { generationId }: Begun, own: string): Promise<ShownStep | undefined> {
  const surface = await findSurface(ctx, run);
  if (!surface) return undefined;
  const place = { ...surface.run, untrusted: run.untrusted };
  return ctx.port(runSurfacePort).show(ctx, place, { generationId, before: joinSaid([surface.said, own]) });
}

/** Whoever describes a tool speaks to the model. */
const bringsWords = (offered: ReadonlyMap<string, OfferedTool>) =>
  [...offered.values()].some(({ tool }) => tool.outsider !== undefined);

async function markUntrusted({ run, write }: HeldRun): Promise<void> {
  await write((step) =>
    step.db.query("update runs set untrusted = true where workspace_id = $1 and id = $2", [run.workspace_id, run.id]),
  );
  run.untrusted = true;
}

const textOf = (steps: readonly StepRow[]) =>
  steps.flatMap(({ text, state }) => (text && state === "done" ? [text] : [])).join("\n\n");

/** Puts on record that the model is asked. What an interrupted question took is counted. */
async function begin({ ctx, run, write }: HeldRun, interrupted: StepRow | undefined): Promise<Begun> {
  const generationId = ctx.newId("gen");
  const at = ctx.clock.now();
  return write(async (step) => {
    if (interrupted) {
      await recordInterruption(step.db, interrupted.generation_id, at);
      await addCost(step, run, interrupted.generation_id);
      await step.db.query(
        "update run_steps set attempt = attempt + 1, generation_id = $3, approval_id = null, retry_at = null where workspace_id = $1 and id = $2",
        [run.workspace_id, interrupted.id, generationId],
      );
      return { step: { ...interrupted, attempt: interrupted.attempt + 1 }, generationId };
    }
    const row = {
      organization_id: run.organization_id,
      workspace_id: run.workspace_id,
      id: step.newId("stp"),
      run_id: run.id,
      user_id: run.user_id,
      number: run.steps + 1,
      attempt: 1,
      state: "asking" as const,
      generation_id: generationId,
      text: null,
      error_code: null,
      approval_id: null,
      retry_at: null,
      started_at: at,
      ended_at: null,
    };
    await step.db.of(runSteps).insertInto("run_steps").values(row).execute();
    await step.db
      .of(runs)
      .updateTable("runs")
      .set({ steps: row.number })
      .where("workspace_id", "=", run.workspace_id)
      .where("id", "=", run.id)
      .execute();
    return { step: row, generationId };
  });
}

type Hearing = {
  prompt: ReturnType<typeof composePrompt>;
  offered: ReadonlyMap<string, OfferedTool>;
  begun: Begun;
  shown: ShownStep | undefined;
};
type Answer = { text: string; calls: Wanted[]; sandbox: boolean };

async function hear(held: HeldRun, hearing: Hearing): Promise<Answer | { ending: RunEnding } | { delay: Delay }> {
  const { ctx, run } = held;
  const { prompt, offered, begun, shown } = hearing;
  const answer: Answer = { text: "", calls: [], sandbox: run.sandbox };
  const permission = run.conversation_id ? "conversations.write" : "runs.write";
  const scopes = [permission, ...[...offered.values()].map(({ tool }) => tool.permission)];
  const principal = { kind: "agent", id: run.agent_id, userId: ctx.scope.userId!, scopes } as const;
  const tools = [...offered.values()].map(({ tool: { name, description, parameters } }) => ({
    name,
    description,
    parameters,
  }));
  const left = run.budget_micros === null ? {} : { mostMicros: Math.max(0, run.budget_micros - run.cost_micros) };
  const signals = [held.signal, ...(shown ? [shown.signal] : [])];
  const asked = {
    id: begun.generationId,
    surface: surfaceOf(run),
    permission,
    artefact: begun.step.id,
    key: run.key,
    agentId: run.agent_id,
    ...(run.api_key_id !== null && { apiKeyId: run.api_key_id }),
    ...widgetOf(run),
    model: run.config.model,
    ...(run.contact_id !== null && { contactId: run.contact_id }),
    ...(run.config.rating === "adults" && { asksAge: true as const }),
    ...prompt,
    ...(tools.length > 0 && { tools }),
    ...left,
    signal: AbortSignal.any(signals),
  };
  try {
    const chunks = generate({ ...ctx, principal }, asked, (passed) => (answer.sandbox ||= passed.sandbox));
    for await (const chunk of chunks) {
      take(answer, chunk);
      if (chunk.type === "text") shown?.add(chunk.text);
      if (answer.text.length > answerCharsMax) throw new ProviderError("egress.response_too_large");
    }
    return answer;
  } catch (error) {
    const reason: unknown = shown?.signal.aborted && !held.signal.aborted ? shown.signal.reason : error;
    const delay = isOurs(held) ? undefined : findDelay(held, reason, begun.step.attempt);
    if (delay) return { delay };
    const ending = judge(reason, held);
    if (!ending) throw reason;
    return { ending };
  }
}

const surfaces = { chat: "chat", api: "rest", v1: "v1", test: "test", widget: "widget" } as const;
const surfaceOf = ({ trigger }: OpenRun) =>
  trigger in surfaces ? surfaces[trigger as keyof typeof surfaces] : ("schedule" as const);

function take(answer: Answer, chunk: GenerationChunk): void {
  if (chunk.type === "text") answer.text += chunk.text;
  if (chunk.type !== "tool_call" || chunk.index >= callsMax) return;
  const call = (answer.calls[chunk.index] ??= { name: "", words: "" });
  if (chunk.name) call.name = chunk.name;
  call.words += chunk.arguments;
}

const spent: ReadonlySet<string> = new Set([
  "wallet.insufficient",
  "wallet.budget_exceeded",
  "wallet.run_budget_exceeded",
  "wallet.ceiling_reached",
]);

/** Whoever works on it has to stop: that is nobody's failure. */
const isOurs = ({ ctx, signal }: HeldRun) => signal.aborted || ctx.signal.aborted;

/** What the gate and the model say is an end; what is wrong on our side is a reason to begin again. */
function judge(error: unknown, held: HeldRun): RunEnding | undefined {
  if (isOurs(held)) return undefined;
  if (error instanceof ProviderError)
    return error.code === "provider.cancelled" ? { state: "canceled" } : { state: "failed", reason: error.code };
  if (!(error instanceof Refusal) || error.code === requestErrors.unavailable.code) return undefined;
  const budgetId = error.facts["budget_id"];
  if (spent.has(error.code))
    return {
      state: "budget_exceeded",
      reason: error.code,
      ...(budgetId !== undefined && { budgetId: String(budgetId) }),
    };
  return { state: error.code === "egress.blocked" ? "blocked" : "failed", reason: error.code };
}

async function fail(held: HeldRun, { step: { id }, generationId }: Begun, ending: RunEnding): Promise<void> {
  const { run } = held;
  await held.write(async (step) => {
    await addCost(step, run, generationId);
    await step.db.query(
      "update run_steps set state = 'failed', error_code = $3, ended_at = $4 where workspace_id = $1 and id = $2",
      [run.workspace_id, id, ending.reason ?? ending.state, step.clock.now()],
    );
    await endRun(step, run, ending);
  });
}

type Keeping = { begun: Begun; answer: Answer; offered: ReadonlyMap<string, OfferedTool>; said: string };

/** The answer, and each tool it asks for. Without any, the run is done. */
async function keep(held: HeldRun, { begun, answer, offered, said }: Keeping): Promise<void> {
  const { run } = held;
  const calls = answer.calls.filter((call) => call !== undefined);
  await held.write(async (step) => {
    await addCost(step, run, begun.generationId);
    const state = calls.length > 0 ? ("calling" as const) : ("done" as const);
    const at = step.clock.now();
    const key = { workspace_id: run.workspace_id, id: begun.step.id };
    const { text } = step.seal(runSteps, run.key, { ...key, text: answer.text });
    await step.db.query(
      "update run_steps set state = $3, text = $4, ended_at = $5 where workspace_id = $1 and id = $2",
      [run.workspace_id, begun.step.id, state, text, state === "done" ? at : null],
    );
    if (answer.sandbox && !run.sandbox)
      await step.db.query("update runs set sandbox = true where workspace_id = $1 and id = $2", [
        run.workspace_id,
        run.id,
      ]);
    for (const [place, wanted] of calls.entries())
      await insertCall(step, run, { wanted, place, stepId: begun.step.id, offered });
    if (calls.length > 0) return;
    const output = [said, answer.text].filter((part) => part !== "").join("\n\n");
    await endRun(step, run, { state: "completed", output });
  });
}

type Inserting = { wanted: Wanted; place: number; stepId: string; offered: ReadonlyMap<string, OfferedTool> };

async function insertCall(step: Work, run: OpenRun, { wanted, place, stepId, offered }: Inserting): Promise<void> {
  const known = offered.get(wanted.name);
  const tool = known ? wanted.name : "unknown";
  const words = known ? wanted.words.trim() || "{}" : JSON.stringify({ name: wanted.name, arguments: wanted.words });
  const row = {
    organization_id: run.organization_id,
    workspace_id: run.workspace_id,
    id: step.newId("tcl"),
    run_id: run.id,
    step_id: stepId,
    user_id: run.user_id,
    place,
    tool,
    input: words,
    input_hash: hashCall(run, { tool, input: words }),
    effect: known?.tool.effect ?? ("none" as const),
    state: "asked" as const,
    untrusted: run.untrusted,
  };
  await step.db
    .of(toolCalls)
    .insertInto("tool_calls")
    .values(step.seal(toolCalls, run.key, row))
    .execute();
}

/** What a call took, as the ledger charged it. */
async function addCost(step: Work, { workspace_id, id }: OpenRun, generationId: string): Promise<void> {
  await step.db.query(
    `update runs set cost_micros = cost_micros + coalesce((select cost_micros from generations where workspace_id = $1 and id = $3), 0)
     where workspace_id = $1 and id = $2`,
    [workspace_id, id, generationId],
  );
}
