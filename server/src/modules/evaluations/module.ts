import type { Module } from "../../framework/endpoint.ts";
import { checkResult, onRunEnded } from "./check-result.job.ts";
import { deleteEvaluation } from "./delete-evaluation.ts";
import { evaluationErrors } from "./errors.ts";
import { getEvaluationSet } from "./get-evaluation-set.ts";
import { listEvaluations } from "./list-evaluations.ts";
import { putEvaluationSet } from "./put-evaluation-set.ts";
import { startEvaluation } from "./start-evaluation.ts";
import { evaluationResults, evaluations, evaluationSets } from "./tables.ts";

export const evaluationsModule: Module = {
  name: "evaluations",
  tables: [evaluationSets, evaluations, evaluationResults],
  endpoints: [getEvaluationSet, putEvaluationSet, listEvaluations, startEvaluation, deleteEvaluation],
  jobs: [checkResult],
  reactions: [onRunEnded],
  errors: evaluationErrors,
};
