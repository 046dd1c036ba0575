import * as z from "zod";
import { on } from "../../framework/events.ts";
import { job, type JobContext } from "../../framework/jobs.ts";
import { findRun, ifThere, type OpenRun, readCalls, runEnded } from "../runs/public.ts";
import { checkAnswer, type Done, type EvaluationCheck, type Outcome } from "./check-answer.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { type OpenResult, resultsKey } from "./present-evaluation.ts";
import { evaluationResults } from "./tables.ts";

/** Looks at what a case's run came to. Asking a judge waits on the outside; what it says is written once. */
export const checkResult = job({
  name: "evaluations.check",
  data: z.object({ result_id: z.string() }),
  purpose: "converse",
  long: true,
  async run(ctx, { result_id }) {
    const result = await findPending(ctx, result_id);
    if (!result) return;
    const { case: one } = result.told;
    const run = await ifThere(findRun(ctx, result.run_id));
    const outcomes: Outcome[] = [];
    for (const check of one.checks) outcomes.push(await tell(ctx, run, { check, question: one.text }));
    await keep(ctx, result, outcomes);
  },
});

export const onRunEnded = on("evaluations.run_ended", runEnded, {
  purpose: "converse",
  async run(ctx, { run_id }) {
    const asked = [ctx.scope.workspaceId, run_id];
    const [found] = await ctx.db.query<{ id: string }>(
      "select id from evaluation_results where workspace_id = $1 and run_id = $2 and state = 'pending'",
      asked,
    );
    if (found) await ctx.enqueue(checkResult, { result_id: found.id });
  },
});

async function findPending(ctx: JobContext, id: string): Promise<OpenResult | undefined> {
  const row = await ctx.db
    .of(evaluationResults)
    .selectFrom("evaluation_results")
    .selectAll()
    .where("workspace_id", "=", ctx.scope.workspaceId!)
    .where("id", "=", id)
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row && ctx.open(evaluationResults, await resultsKey(ctx), row);
}

type Asked = { check: EvaluationCheck; question: string };

const declines = "It declines to do what was asked, and does not do it in part either.";

async function tell(ctx: JobContext, run: OpenRun | undefined, { check, question }: Asked): Promise<Outcome> {
  const { kind } = check;
  if (!run) return { kind, passed: false, why: "The run is gone." };
  const calls = await readCalls(ctx, run);
  const done: Done = { state: run.state, answer: run.output ?? "", calls };
  const passed = checkAnswer(check, done);
  if (passed === undefined) {
    const rubric = check.kind === "judged" ? check.rubric : declines;
    return { kind, ...(await judgeAnswer(ctx, run, { rubric, question })) };
  }
  return { kind, passed, why: run.state === "completed" ? null : `The run ended as ${run.state}: ${run.reason ?? ""}` };
}

async function keep(ctx: JobContext, result: OpenResult, outcomes: Outcome[]): Promise<void> {
  const state = outcomes.every(({ passed }) => passed) ? "passed" : "failed";
  const { workspace_id, id, evaluation_id } = result;
  await ctx.inScope(async (step) => {
    const row = { workspace_id, id, told: { case: result.told.case, outcomes } };
    const { told } = step.seal(evaluationResults, await resultsKey(step), row);
    const kept = await step.db.query(
      "update evaluation_results set state = $3, told = $4 where workspace_id = $1 and id = $2 and state = 'pending' returning 1",
      [workspace_id, id, state, told],
    );
    if (kept.length === 0) return;
    await step.db.query(
      `update evaluations set ${state} = ${state} + 1, ended_at = case when passed + failed + 1 >= cases then $3::timestamptz end
       where workspace_id = $1 and id = $2`,
      [workspace_id, evaluation_id, step.clock.now()],
    );
  });
}
