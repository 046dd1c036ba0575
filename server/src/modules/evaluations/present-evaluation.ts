import type { Selectable } from "kysely";
import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import type { RowTypes } from "../../framework/table.ts";
import type { EvaluationCase, Outcome } from "./check-answer.ts";
import { evaluationResults, type evaluations } from "./tables.ts";

export type EvaluationRow = Selectable<RowTypes<typeof evaluations>>;
type ResultRow = Selectable<RowTypes<typeof evaluationResults>>;
export type OpenResult = Omit<ResultRow, "told"> & { told: { case: EvaluationCase; outcomes: Outcome[] } };

const time = z.iso.datetime();

export const evaluation = z.object({
  id: z.string(),
  agent_id: z.string(),
  agent_version: z.int().nullable().describe("Null where it was the draft."),
  cases: z.int(),
  passed: z.int(),
  failed: z.int(),
  is_current: z.boolean().describe("It was of the draft and the cases as they are now."),
  budget_micros: z.int().nullable(),
  cost_micros: z.int().describe("What its runs and judges took so far, in micro-credits."),
  created_at: time,
  ended_at: time.nullable(),
  results: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.enum(["pending", "passed", "failed"]),
        run_id: z.string(),
        cost_micros: z.int().describe("Of its judges, and of its run once it is decided."),
        outcomes: z.array(z.object({ kind: z.string(), passed: z.boolean(), why: z.string().nullable() })),
      }),
    )
    .describe("Of your own evaluations only; of those of others you see the counts."),
});

/** What opens the results of this person. */
export const resultsKey = (work: Work) => work.keys.of({ kind: "user", id: work.scope.userId! }, "conversation");

export function presentEvaluation(
  row: EvaluationRow,
  results: readonly OpenResult[],
  current: Buffer,
): z.infer<typeof evaluation> {
  const { id, agent_id, agent_version, cases, passed, failed, budget_micros, cost_micros } = row;
  return {
    id,
    agent_id,
    agent_version,
    cases,
    passed,
    failed,
    budget_micros,
    cost_micros,
    is_current: row.subject_hash.equals(current),
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    results: results.map(({ id: result, state, run_id, cost_micros: took, told }) => ({
      id: result,
      name: told.case.name,
      state,
      run_id,
      cost_micros: took,
      outcomes: told.outcomes,
    })),
  };
}

/** Those of this person alone: PostgreSQL shows no others. */
export async function readResults(work: Work, evaluationIds: readonly string[]): Promise<OpenResult[]> {
  const rows = await work.db
    .of(evaluationResults)
    .selectFrom("evaluation_results")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("user_id", "=", work.scope.userId!)
    .where("evaluation_id", "in", [...evaluationIds, ""])
    .orderBy("place")
    .execute();
  if (rows.length === 0) return [];
  const key = await resultsKey(work);
  return rows.map((row) => work.open(evaluationResults, key, row));
}
