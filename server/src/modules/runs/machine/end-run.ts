import type { Work } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { port } from "../../../framework/ports.ts";
import * as z from "zod";
import type { OpenRun } from "../find-run.ts";
import { type RunEndState, runEndStates, runs } from "../tables.ts";
import { announceRun } from "../announce-run.ts";

export const runEnded = event(
  "run.ended",
  "An agent is done, or could not go on.",
  z.object({ run_id: z.string(), agent_id: z.string(), state: z.enum(runEndStates), reason: z.string().nullable() }),
  { isPublic: true, about: "run_id" },
);

export type RunEnding = {
  state: RunEndState;
  reason?: string;
  output?: string;
  /** The budget that did not allow more, where it is not the run's own. */
  budgetId?: string;
  /** The agent that took over, whose conversation it is from here on, and what it was told. */
  handedTo?: { agentId: string; variables: Record<string, string> };
};

/** What shows a run while it is under way, such as the conversation whose answer it writes. */
export type RunSurface = {
  /** Shows what the model says in one step, as it comes. */
  show(work: Work, run: OpenRun, asked: { generationId: string; before: string }): Promise<ShownStep>;
  /** In the transaction that ends the run. */
  end(step: Work, run: OpenRun, ending: RunEnding): Promise<void>;
};
export type ShownStep = {
  add(text: string): void;
  /** Whoever looked on does not want it any more; its reason is what to throw. */
  signal: AbortSignal;
  close(): Promise<void>;
};

/** The surface of runs that answer in a conversation. */
export const runSurfacePort = port<RunSurface>("runs.surface");

/** Ends a run that this transaction holds or has locked. Once. */
export async function endRun(step: Work, run: OpenRun, ending: RunEnding): Promise<void> {
  const { workspace_id, id, agent_id } = run;
  const { state, reason = null, output = null, budgetId = null } = ending;
  const sealed = step.seal(runs, run.key, { workspace_id, id, output });
  const ended = await step.db.query<{ parent_call_id: string | null }>(
    `update runs set state = $3, reason = $4, output = $5, ended_at = $6, ended_by_budget = $7, holder = null, held_until = null, waiting_since = null,
       revision = revision + 1 where workspace_id = $1 and id = $2 and ended_at is null returning parent_call_id`,
    [workspace_id, id, state, reason, sealed.output, step.clock.now(), budgetId],
  );
  if (ended.length === 0) return;
  await step.emit(runEnded, { run_id: id, agent_id, state, reason });
  if (run.message_id) await step.port(runSurfacePort).end(step, run, ending);
  await announceRun(step.db, id);
}
