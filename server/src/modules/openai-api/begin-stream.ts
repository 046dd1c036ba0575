import { refuseFailure } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { toProblem } from "../../framework/problems.ts";
import { explainProblem, type OpenAIError } from "./explain-problem.ts";

/**
 * Waits for the first of an answer, so that what goes wrong before it is told by a status. What goes wrong later is told
 * inside the stream.
 */
export async function beginStream<T>(chunks: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await chunks.next().catch((error: unknown) => {
    throw refuseFailure(error);
  });
  return continueStream(first, chunks);
}

async function* continueStream<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    if (first.done) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** What broke off an answer, in OpenAI's words; a fault of ours is logged. */
export function explainFailure(ctx: Context, error: unknown): OpenAIError {
  const { problem, isBug } = toProblem(refuseFailure(error), ctx.requestId);
  if (isBug) ctx.log.error({ err: error }, "an answer broke off");
  return explainProblem(problem);
}
