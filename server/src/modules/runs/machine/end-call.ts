import type { Work } from "../../../framework/context.ts";
import type { CallRow, OpenRun } from "../find-run.ts";
import type { HeldRun } from "./hold-run.ts";
import { type CallState, toolCalls } from "../tables.ts";

export type CallEnding = {
  state: "done" | "failed" | "refused";
  /** What the model is told. */
  output: string;
  verdict?: string;
  errorCode?: string;
  /** It was written by somebody outside. */
  isUntrusted?: boolean;
  /** What another run took for it. */
  costMicros?: number;
};

/** More than a model should be given of one answer. */
const outputCharsMax = 100_000;

/** Ends a call once, in a transaction that holds the run. */
export async function endCall(step: Work, run: OpenRun, call: CallRow, ending: CallEnding): Promise<void> {
  const { workspace_id, id: runId, key } = run;
  const text = ending.output.length > outputCharsMax ? `${ending.output.slice(0, outputCharsMax)}…` : ending.output;
  const { output } = step.seal(toolCalls, key, { workspace_id, id: call.id, output: text });
  const ended = await step.db.query(
    `update tool_calls set state = $3, output = $4, verdict = coalesce($5, verdict), error_code = $6, answers_untrusted = $7, ended_at = $8
     where workspace_id = $1 and id = $2 and ended_at is null returning id`,
    [
      workspace_id,
      call.id,
      ending.state,
      output,
      ending.verdict ?? null,
      ending.errorCode ?? null,
      ending.isUntrusted ?? false,
      step.clock.now(),
    ],
  );
  if (ended.length === 0) return;
  await step.db.query(
    "update runs set untrusted = untrusted or $3, cost_micros = cost_micros + $4 where workspace_id = $1 and id = $2",
    [workspace_id, runId, ending.isUntrusted ?? false, ending.costMicros ?? 0],
  );
}

/** Says to the model why it was not done. */
export async function refuseCall(held: HeldRun, call: CallRow, rule: string, sentence: string): Promise<true> {
  const output = `This was not done. ${sentence}`;
  await held.write((step) =>
    endCall(step, held.run, call, { state: "refused", output, verdict: rule, errorCode: rule.split(":")[0]! }),
  );
  return true;
}

type Waiting = Extract<CallState, `awaiting_${string}`>;
type WaitsFor = { state: Waiting; verdict: string; approvalId?: string; deliveryId?: string; childRunId?: string };

/** A call waits for somebody. */
export async function leaveCall(step: Work, run: OpenRun, call: CallRow, to: WaitsFor): Promise<void> {
  await step.db.query(
    `update tool_calls set state = $3, verdict = $4, approval_id = coalesce($5, approval_id), delivery_id = coalesce($6, delivery_id),
       child_run_id = coalesce($7, child_run_id), started_at = coalesce(started_at, $8) where workspace_id = $1 and id = $2`,
    [
      run.workspace_id,
      call.id,
      to.state,
      to.verdict,
      to.approvalId ?? null,
      to.deliveryId ?? null,
      to.childRunId ?? null,
      step.clock.now(),
    ],
  );
}
