import { dayMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { ownKey, type QueuedRow } from "./find-queued.ts";
import { queuedGenerations, type Result } from "./tables.ts";

export type Ending = {
  state: "completed" | "stopped" | "failed" | "interrupted";
  result?: Result;
  errorCode?: string;
};

/** So long an answer waits for whoever asked. */
const keptDays = 7;

/** Ends what this transaction has locked: what was asked for goes, what came back is sealed. */
export async function endQueued(work: Work, row: QueuedRow, ending: Ending): Promise<QueuedRow> {
  const { workspace_id, generation_id } = row;
  const changed = {
    state: ending.state,
    wanted: null,
    result: ending.result ?? null,
    error_code: ending.errorCode ?? null,
    discard_at: later(work.at, keptDays * dayMs),
  };
  const sealed = work.seal(queuedGenerations, await ownKey(work), { ...changed, workspace_id, generation_id });
  const { workspace_id: _w, generation_id: _g, ...set } = sealed;
  await work.db
    .of(queuedGenerations)
    .updateTable("queued_generations")
    .set(set)
    .where("workspace_id", "=", workspace_id)
    .where("generation_id", "=", generation_id)
    .execute();
  return { ...row, ...sealed };
}

export const isOpen = ({ state }: { state: string }): boolean => state === "queued" || state === "running";
