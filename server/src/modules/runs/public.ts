export { cancelRun } from "./cancel-run.ts";
export { dropRuns } from "./drop-runs.ts";
export { runErrors } from "./errors.ts";
export { readQuestion } from "./approvals/read-question.ts";
export { findRun, type OpenRun } from "./find-run.ts";
export { listenForRun } from "./listen-for-run.ts";
export { type RunEnding, type RunSurface, runSurfacePort } from "./machine/end-run.ts";
export { readCall, wakeCall } from "./read-call.ts";
export { holdsAnswers, startRun } from "./start-run.ts";
