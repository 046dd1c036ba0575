import { refuseFailure } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { toProblem } from "../../framework/http/problems.ts";
import { explainProblem, type OpenAIError } from "./explain-problem.ts";

/**
 * Waits for the first of an answer, so that what goes wrong before it is told by a status. What goes wrong later is told
 * inside the stream.
 */
export async function beginStream<T>(chunks: AsyncGenerator<T>): Promise<AsyncIterable<T>> {
  const first = await chunks.next().catch((error: unknown) => {
    throw refuseFailure(error);
  });
  return continueStream(first, chunks);
}

/** Not a generator: every chunk would pass through one more. */
function continueStream<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncIterable<T> {
  let isGiven = false;
  const next = () => {
    if (isGiven) return rest.next();
    isGiven = true;
    return Promise.resolve(first);
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: () => rest.return(undefined) }) };
}

/** What broke off an answer, in OpenAI's words; a fault of ours is logged. */
export function explainFailure(ctx: Context, error: unknown): OpenAIError {
  const { problem, isBug } = toProblem(refuseFailure(error), ctx.requestId);
  if (isBug) ctx.log.error({ err: error }, "an answer broke off");
  return explainProblem(problem);
}
