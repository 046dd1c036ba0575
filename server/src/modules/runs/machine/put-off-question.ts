import { egressErrors } from "../../../egress/public.ts";
import { later, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { Refusal } from "../../../framework/errors.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import type { StepRow } from "../find-run.ts";
import type { HeldRun } from "./hold-run.ts";
import { endRun, type RunEnding } from "./end-run.ts";

/** So often the model is asked before its failure is the run's. */
const triesMax = 5;
const waitMostMs = 60 * secondMs;

/** When a question that could not be asked is asked again: at an instant, or once somebody has said yes to it. */
export type Delay = { retryAt: Date } | { approvalId: string };

/** Nothing where what went wrong is an end. `tries` counts those made, this one included. */
export function findDelay({ run, ctx }: HeldRun, error: unknown, tries: number): Delay | undefined {
  const approvalId = error instanceof Refusal && error.code === egressErrors.approval_needed.code && error.facts;
  if (approvalId) return { approvalId: String(approvalId["approval_id"]) };
  const askedMs = mayPass(error);
  if (askedMs === undefined || tries >= triesMax) return undefined;
  const ownMs = Math.min(2 ** tries * secondMs, waitMostMs) * (0.75 + Math.random() / 2);
  const retryAt = later(ctx.clock.now(), Math.max(ownMs, askedMs));
  return retryAt < run.deadline_at ? { retryAt } : undefined;
}

/** How long the other side wants to be left alone, where its failure may pass by itself; nothing where it stays. */
function mayPass(error: unknown): number | undefined {
  if (error instanceof ProviderError) return error.retryable ? (error.retry_after_ms ?? 0) : undefined;
  const isBusy = error instanceof Refusal && error.code === egressErrors.no_model_answers.code;
  return isBusy ? (error.retryAfterSeconds ?? 0) * secondMs : undefined;
}

/** The step stays as it is, and is asked anew later: nothing has happened outside. */
export function putOffQuestion(held: HeldRun, stepId: string, delay: Delay): Promise<void> {
  const { run, again } = held;
  return held.write(async (step) => {
    const [approvalId, retryAt] = "approvalId" in delay ? [delay.approvalId, null] : [null, delay.retryAt];
    await step.db.query("update run_steps set approval_id = $3, retry_at = $4 where workspace_id = $1 and id = $2", [
      run.workspace_id,
      stepId,
      approvalId,
      retryAt,
    ]);
    if (retryAt) await again(step, run.id, retryAt);
  });
}

/** What a question that was put off waits for. */
type Standing = "ask" | "waits_for_approval" | "waits_for_time" | RunEnding;

async function readStanding(work: Work, step: StepRow): Promise<Standing> {
  if (step.retry_at) return step.retry_at > work.clock.now() ? "waits_for_time" : "ask";
  if (!step.approval_id) return "ask";
  const [found] = await work.db.query<{ state: string }>(
    "select state from approvals where workspace_id = $1 and id = $2",
    [step.workspace_id, step.approval_id],
  );
  if (found?.state === "pending") return "waits_for_approval";
  if (found?.state === "rejected" || found?.state === "expired")
    return { state: "blocked", reason: `approval.${found.state}` };
  return "ask";
}

/** @returns whether the run goes on now; nothing where the model is to be asked */
export async function lookAtQuestion(held: HeldRun, step: StepRow): Promise<boolean | undefined> {
  const standing = await readStanding(held.ctx, step);
  if (standing === "ask") return undefined;
  if (standing === "waits_for_approval") return !(await held.pause("awaiting_approval"));
  if (standing === "waits_for_time") {
    await held.rest();
    return false;
  }
  const { run, ctx } = held;
  await held.write(async (one) => {
    await one.db.query(
      "update run_steps set state = 'failed', error_code = $3, ended_at = $4 where workspace_id = $1 and id = $2",
      [run.workspace_id, step.id, standing.reason, ctx.clock.now()],
    );
    await endRun(one, run, standing);
  });
  return false;
}
