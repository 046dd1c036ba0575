import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { cellContext, type DataKey, unwrapKey } from "../../framework/keys/sealing.ts";
import type { RowTypes } from "../../framework/table.ts";
import type { AgentInUse } from "../agents/public.ts";
import { runs, runSteps, type Told, toolCalls } from "./tables.ts";

export type RunRow = Selectable<RowTypes<typeof runs>>;
export type StepRow = Omit<Selectable<RowTypes<typeof runSteps>>, "text"> & { text: string | null };
export type CallRow = Omit<Selectable<RowTypes<typeof toolCalls>>, "input" | "output"> & {
  input: string;
  output: string | null;
};
/** A run with what is sealed, and the key that opens the rest of it. */
export type OpenRun = Omit<RunRow, "object_key" | "config" | "input" | "output"> & {
  config: AgentInUse;
  input: Told;
  output: string | null;
  key: DataKey;
};

/** The widget whose visitor a run answers: what it spends counts there as well. */
export const widgetOf = ({ trigger, trigger_id: id }: Pick<RunRow, "trigger" | "trigger_id">): { widgetId?: string } =>
  trigger === "widget" && id !== null ? { widgetId: id } : {};

/** The key that opens the keys of this user's runs. */
export const runsKey = (work: Work, userId: string = work.scope.userId!) =>
  work.keys.of({ kind: "user", id: userId }, "conversation");

/** A run's own key. */
export const keyOfRun = (under: DataKey, row: { workspace_id: string; id: string; object_key: Buffer }): DataKey =>
  unwrapKey(under, cellContext(runs, "object_key", row), row.object_key);

export function openRun(work: Work, under: DataKey, row: RunRow): OpenRun {
  const key = keyOfRun(under, row);
  const { object_key: _, ...opened } = work.open(runs, key, row);
  return { ...opened, key };
}

export const selectRuns = ({ db, scope }: Work) =>
  db
    .of(runs)
    .selectFrom("runs")
    .selectAll()
    .where("workspace_id", "=", scope.workspaceId!)
    .where("user_id", "=", scope.userId!);

/**
 * One of this user's runs, opened. Locked, nobody else changes it until the transaction ends.
 * @throws Refusal `request.not_found`
 */
export async function findRun(work: Work, id: string, lock: "lock" | "look" = "look"): Promise<OpenRun> {
  const query = selectRuns(work).where("id", "=", id);
  const row = await (lock === "lock" ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return openRun(work, await runsKey(work), row);
}

/** Its steps, the first one first. */
export async function readSteps(work: Work, { id, key, workspace_id }: OpenRun): Promise<StepRow[]> {
  const rows = await work.db
    .of(runSteps)
    .selectFrom("run_steps")
    .selectAll()
    .where("workspace_id", "=", workspace_id)
    .where("run_id", "=", id)
    .orderBy("number")
    .execute();
  return rows.map((row) => work.open(runSteps, key, row));
}

/** Its tool calls, in the order they were asked for; those of one step alone where it is named. */
export async function readCalls(work: Work, { id, key, workspace_id }: OpenRun, stepId?: string): Promise<CallRow[]> {
  const query = work.db
    .of(toolCalls)
    .selectFrom("tool_calls")
    .selectAll()
    .where("workspace_id", "=", workspace_id)
    .where("run_id", "=", id)
    .orderBy("step_id")
    .orderBy("place");
  const rows = await (stepId === undefined ? query : query.where("step_id", "=", stepId)).execute();
  return rows.map((row) => work.open(toolCalls, key, row));
}

/** What was deleted, or whose owner was erased, is nothing to work on. */
export async function ifThere<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.not_found.code) return undefined;
    throw error;
  }
}
