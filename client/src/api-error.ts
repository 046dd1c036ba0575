import type { components } from "./generated/api.ts";

export type Problem = components["schemas"]["Problem"];

/** A refusal of the API (RFC 9457). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.problem = problem;
  }
}
