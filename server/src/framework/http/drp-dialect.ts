import type { Problem } from "./problems.ts";

/**
 * A refusal as the Data Rights Protocol has it (section 3.06): the status as a string, a message, and whether sending it
 * again is of no use. Our problem stands beside it, its code as `refusal`.
 */
export function answerDrpError(problem: Problem, retryAfterSeconds: number | undefined): Response {
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  const fatal = problem.status < 500 && !problem.retryable;
  const told = { code: String(problem.status), message: `${problem.title} ${problem.help}`, fatal };
  return new Response(JSON.stringify({ ...problem, ...told, refusal: problem.code }), {
    status: problem.status,
    headers,
  });
}
