export { evaluationCases } from "./check-answer.ts";
export { hasPassed } from "./has-passed.ts";
export { writeSet } from "./write-set.ts";
