import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { dropRuns } from "../runs/public.ts";
import type { EvaluationRow } from "./present-evaluation.ts";
import { evaluations } from "./tables.ts";

export const deleteEvaluation = endpoint({
  method: "DELETE",
  path: "/evaluations/{evaluation_id}",
  summary: "Delete one evaluation, what came of each case, and your runs in it.",
  description:
    "One that is under way ends with it. Where publishing asks for a passed evaluation, the draft may have to be tried anew. Runs that were somebody else's stay theirs.",
  scope: "workspace",
  permission: "agents.write",
  alsoNeeds: () => ["runs.write"],
  purpose: "converse",
  status: 204,
  input: z.strictObject({ evaluation_id: z.string() }),
  output: nothing,
  audit: { action: "agent.evaluation_deleted", target: (_, { evaluation_id }) => evaluation_id },
  load: (ctx, { evaluation_id }) => findEvaluation(ctx, evaluation_id),
  attributes: (_, { agent_id }: EvaluationRow) => ({ agent: agent_id }),
  async run(ctx, { evaluation_id }) {
    const of = [ctx.scope.workspaceId, evaluation_id];
    // Results first, as whoever decides one takes it and then its evaluation.
    const own = await ctx.db.query<{ run_id: string }>(
      "delete from evaluation_results where workspace_id = $1 and evaluation_id = $2 and user_id = $3 returning run_id",
      [...of, ctx.scope.userId],
    );
    for (const { run_id: runId } of own) await dropRuns(ctx, { runId });
    await ctx.db.query("delete from evaluations where workspace_id = $1 and id = $2", of);
    return {};
  },
});

/** @throws Refusal `request.not_found` */
async function findEvaluation({ db, scope }: Work, id: string): Promise<EvaluationRow> {
  const found = await db
    .of(evaluations)
    .selectFrom("evaluations")
    .selectAll()
    .where("workspace_id", "=", scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
