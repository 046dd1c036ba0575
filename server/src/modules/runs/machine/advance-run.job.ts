import * as z from "zod";
import { job, type JobContext } from "../../../framework/jobs/jobs.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { runErrors } from "../errors.ts";
import { type CallRow, readCalls, readSteps, type StepRow } from "../find-run.ts";
import { askModel } from "./ask-model.ts";
import { carryOutCalls } from "./carry-out-calls.ts";
import { endRun, type RunEnding } from "./end-run.ts";
import { findHandOver } from "./find-hand-over.ts";
import { lookAtQuestion } from "./put-off-question.ts";
import { type Again, type HeldRun, holdRun, RunLost } from "./hold-run.ts";

/**
 * Takes a run as far as it can be taken now: asks the model, has its tools do their work, and asks again. Each move is written
 * down before the next one begins, so whoever comes after a break goes on where it was. What waits for somebody else is left.
 */
export const advanceRun = job({
  name: "runs.advance",
  data: z.object({ run_id: z.string() }),
  purpose: "converse",
  long: true,
  // A model that takes minutes holds up neither other tenants' runs nor other work of this worker.
  perTenantMax: 200,
  perWorkerMax: 300,
  attemptsMax: 100,
  async run(ctx, { run_id }) {
    const held = await holdRun(ctx, run_id, again);
    if (!held) return lookLater(ctx, run_id);
    try {
      while (await move(held));
    } catch (error) {
      await explain(held, error);
    } finally {
      await held.release();
    }
  },
});

const again: Again = async (step, runId, at) => {
  await step.enqueue(advanceRun, { run_id: runId }, at ? { at } : {});
};

/** Whoever holds it may be dead, and it be known only once their time has run out. */
async function lookLater(ctx: JobContext, runId: string): Promise<void> {
  const [held] = await ctx.db.query<{ held_until: Date }>(
    "select held_until from runs where workspace_id = $1 and id = $2 and ended_at is null and holder is not null",
    [ctx.scope.workspaceId, runId],
  );
  if (held) await ctx.inScope((step) => step.enqueue(advanceRun, { run_id: runId }, { at: held.held_until }));
}

/** One move. @returns whether there is another one to make now */
async function move(held: HeldRun): Promise<boolean> {
  const run = await held.look();
  const steps = await readSteps(held.ctx, run);
  const last = steps.at(-1);
  const handed = await findHandOver(held.ctx, run, steps);
  if (handed) return end(held, handed);
  const limit = findLimit(held, last);
  if (limit) return end(held, limit);
  if (last?.state === "calling") return goOnWithCalls(held, await readCalls(held.ctx, run, last.id), last);
  const interrupted = last?.state === "asking" ? last : undefined;
  const moves = interrupted && (await lookAtQuestion(held, interrupted));
  if (moves !== undefined) return moves;
  await askModel(held, { steps, interrupted });
  return true;
}

async function goOnWithCalls(held: HeldRun, calls: CallRow[], step: StepRow): Promise<boolean> {
  const { hasMoved, waitsFor } = await carryOutCalls(held, calls, step);
  if (hasMoved || !waitsFor) return true;
  return !(await held.pause(waitsFor));
}

/** What ends a run before its next move. A step that has begun calling goes on: what was asked for outside is waited for. */
function findLimit({ run, ctx }: HeldRun, last: StepRow | undefined): RunEnding | undefined {
  if (run.cancel_asked_at) return { state: "canceled" };
  if (last?.state === "calling") return undefined;
  if (ctx.clock.now() > run.deadline_at) return { state: "failed", reason: runErrors.took_too_long.code };
  if (last?.state !== "asking" && run.steps >= run.steps_max)
    return { state: "failed", reason: runErrors.too_many_steps.code };
  return undefined;
}

async function end(held: HeldRun, ending: RunEnding): Promise<boolean> {
  await held.write((step) => endRun(step, held.run, ending));
  return false;
}

/** A run that is lost is somebody else's, and one that was cancelled is over; the rest is a reason to try again. */
async function explain(held: HeldRun, error: unknown): Promise<void> {
  const reason: unknown = held.signal.aborted ? held.signal.reason : error;
  if (reason instanceof RunLost) return;
  if (held.ctx.signal.aborted) throw error;
  if (reason instanceof ProviderError && reason.code === "provider.cancelled") {
    await end(held, { state: "canceled" }).catch((failed: unknown) => {
      if (!(failed instanceof RunLost)) throw failed;
    });
    return;
  }
  throw error;
}
