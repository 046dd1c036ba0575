import type { Work } from "../../framework/context.ts";
import { agentKey } from "../agents/public.ts";
import type { EvaluationCase } from "./check-answer.ts";
import { evaluationSets } from "./tables.ts";

type Writing = { agentId: string; cases: EvaluationCase[]; version: number };

/** Puts these cases in the place of those an agent had. */
export async function writeSet(work: Work, { agentId, cases, version }: Writing): Promise<void> {
  const { organizationId, workspaceId, userId } = work.scope;
  const row = {
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    agent_id: agentId,
    cases,
    updated_by: userId ?? null,
    updated_at: work.at,
    version,
  };
  const sealed = work.seal(evaluationSets, await agentKey(work), row);
  const changed = { cases: sealed.cases, updated_by: row.updated_by, updated_at: row.updated_at, version };
  await work.db
    .of(evaluationSets)
    .insertInto("evaluation_sets")
    .values(sealed)
    .onConflict((found) => found.columns(["workspace_id", "agent_id"]).doUpdateSet(changed))
    .execute();
}
