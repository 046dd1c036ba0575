import type { Module } from "../../framework/endpoint.ts";
import { getApprovalQuestion } from "./approvals/get-approval-question.ts";
import { onApprovalEnded } from "./approvals/on-approval-ended.ts";
import { createRun } from "./create-run.ts";
import { deleteRun } from "./delete-run.ts";
import { runErrors } from "./errors.ts";
import { followRun } from "./stream/follow-run.ts";
import { getRun } from "./get-run.ts";
import { runStarted } from "./insert-run.ts";
import { listRunBudgets } from "./list-run-budgets.ts";
import { listRuns } from "./list-runs.ts";
import { advanceRun } from "./machine/advance-run.job.ts";
import { runEnded } from "./machine/end-run.ts";
import { watchRuns } from "./machine/watch-runs.job.ts";
import { onChildEnded } from "./on-child-ended.ts";
import { stopRun } from "./stop-run.ts";
import { sweepRecords } from "./sweep-records.job.ts";
import { runs, runSteps, toolCalls, toolQuestions } from "./tables.ts";

export const runsModule: Module = {
  name: "runs",
  tables: [runs, runSteps, toolCalls, toolQuestions],
  endpoints: [listRuns, createRun, getRun, listRunBudgets, followRun, stopRun, deleteRun, getApprovalQuestion],
  jobs: [advanceRun, watchRuns, sweepRecords],
  reactions: [onApprovalEnded, onChildEnded],
  events: [runStarted, runEnded],
  errors: runErrors,
  provides: ["agent_tools"],
};
