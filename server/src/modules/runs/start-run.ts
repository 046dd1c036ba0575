import type { Work } from "../../framework/context.ts";
import { insertRun, type Starting } from "./insert-run.ts";
import { advanceRun } from "./machine/advance-run.job.ts";

/** Begins a run for the person of this work, in the caller's transaction. @returns its id */
export async function startRun(work: Work, starting: Starting): Promise<string> {
  const id = await insertRun(work, starting);
  await work.enqueue(advanceRun, { run_id: id });
  return id;
}

/** An earlier answer that somebody hands in may repeat what came from outside: nobody here can tell. */
export const holdsAnswers = (messages: readonly { role: string }[]): boolean =>
  messages.some(({ role }) => role === "assistant");
