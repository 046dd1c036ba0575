import type { Work } from "../../framework/context.ts";
import type { AgentConfig } from "../agents/public.ts";
import { findSet, hashSubject } from "./find-set.ts";
import { selectEvaluations } from "./list-evaluations.ts";

/** By the last evaluation of exactly this, on exactly what it is tried on now. Nothing where it is tried on nothing. */
export async function hasPassed(work: Work, agentId: string, config: AgentConfig): Promise<boolean | undefined> {
  const { cases } = await findSet(work, agentId);
  if (cases.length === 0) return undefined;
  const last = await selectEvaluations(work, agentId)
    .where("subject_hash", "=", hashSubject(work, config, cases))
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && last.passed === last.cases;
}
