import * as z from "zod";
import { on } from "../../framework/events.ts";
import { job, type JobContext } from "../../framework/jobs/jobs.ts";
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
    for (const check of one.checks) outcomes.push(await tell(ctx, run, { check, question: one.text, result }));
    await keep(ctx, result, { outcomes, runMicros: run?.cost_micros ?? 0 });
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

type Asked = { check: EvaluationCheck; question: string; result: OpenResult };

const declines = "It declines to do what was asked, and does not do it in part either.";

async function tell(ctx: JobContext, run: OpenRun | undefined, { check, question, result }: Asked): Promise<Outcome> {
  const { kind } = check;
  if (!run) return { kind, passed: false, why: "The run is gone." };
  const calls = await readCalls(ctx, run);
  const done: Done = { state: run.state, answer: run.output ?? "", calls };
  const passed = checkAnswer(check, done);
  if (passed === undefined) {
    const rubric = check.kind === "judged" ? check.rubric : declines;
    return { kind, ...(await judge(ctx, run, { rubric, question, result })) };
  }
  return { kind, passed, why: run.state === "completed" ? null : `The run ended as ${run.state}: ${run.reason ?? ""}` };
}

type Judging = { rubric: string; question: string; result: OpenResult };

/** What the judge took is noted before anything else is done: another try at the same case adds to it. */
async function judge(ctx: JobContext, run: OpenRun, { rubric, question, result }: Judging) {
  const generationId = ctx.newId("gen");
  const said = await judgeAnswer(ctx, run, { rubric, question, generationId, spentMicros: result.cost_micros });
  const { workspace_id, id } = result;
  const [noted] = await ctx.inScope((step) =>
    step.db.query<{ cost_micros: number }>(
      `update evaluation_results set cost_micros = cost_micros
         + coalesce((select cost_micros from generations where workspace_id = $1 and id = $3), 0)
       where workspace_id = $1 and id = $2 returning cost_micros`,
      [workspace_id, id, generationId],
    ),
  );
  result.cost_micros = noted?.cost_micros ?? result.cost_micros;
  return said;
}

type Kept = { outcomes: Outcome[]; runMicros: number };

async function keep(ctx: JobContext, result: OpenResult, { outcomes, runMicros }: Kept): Promise<void> {
  const state = outcomes.every(({ passed }) => passed) ? "passed" : "failed";
  const { workspace_id, id, evaluation_id } = result;
  await ctx.inScope(async (step) => {
    const row = { workspace_id, id, told: { case: result.told.case, outcomes } };
    const { told } = step.seal(evaluationResults, await resultsKey(step), row);
    const [kept] = await step.db.query<{ cost_micros: number }>(
      `update evaluation_results set state = $3, told = $4, cost_micros = cost_micros + $5
       where workspace_id = $1 and id = $2 and state = 'pending' returning cost_micros`,
      [workspace_id, id, state, told, runMicros],
    );
    if (!kept) return;
    await step.db.query(
      `update evaluations set ${state} = ${state} + 1, cost_micros = cost_micros + $4, ended_at = case when passed + failed + 1 >= cases then $3::timestamptz end
       where workspace_id = $1 and id = $2`,
      [workspace_id, evaluation_id, step.clock.now(), kept.cost_micros],
    );
  });
}
