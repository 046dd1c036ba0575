import type { Work } from "../../framework/context.ts";
import { type AgentConfig, agentKey } from "../agents/public.ts";
import type { EvaluationCase } from "./check-answer.ts";
import { evaluationSets } from "./tables.ts";

export type EvaluationSet = { cases: EvaluationCase[]; version: number };

/** The cases of an agent; none where nobody wrote any. */
export async function findSet(work: Work, agentId: string): Promise<EvaluationSet> {
  const row = await work.db
    .of(evaluationSets)
    .selectFrom("evaluation_sets")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  return row ? work.open(evaluationSets, await agentKey(work), row) : { cases: [], version: 0 };
}

/** Stands for an agent as it is and for what it is tried on: another word in either, and a result says nothing of it. */
export function hashSubject({ keyring }: Work, config: AgentConfig, cases: readonly EvaluationCase[]): Buffer {
  const { name: _, instructions, model, rating, settings } = config;
  return keyring.keyedHash("evaluation", JSON.stringify([instructions, model, rating, settings, cases]));
}
