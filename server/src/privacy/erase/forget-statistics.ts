import { acrossTenants } from "../../framework/database/tenant.ts";
import { touchesRows } from "../planner/plan-erasure.ts";
import type { Erasure, Means } from "./run-task.ts";

/** Takes new samples where rows went: the planner's own would name the subject until it looks again. */
export async function forgetStatistics({ database }: Means, tables: readonly string[]): Promise<void> {
  await acrossTenants(database, "forget what was sampled", (db) =>
    db.query("select avow_forget_statistics($1)", [[...new Set(tables)]]),
  );
}

/** Tables from which the erasure has removed anything so far. */
export async function findTouched({ means, request, plan }: Erasure): Promise<string[]> {
  const tasks = await acrossTenants(means.database, "see what an erasure touched", (db) =>
    db.query<{ position: number }>("select position from erasure_tasks where request_id = $1 and rows > 0", [
      request.id,
    ]),
  );
  return tasks.flatMap(({ position }) => {
    const step = plan.steps[position - 1];
    return step && touchesRows(step) ? [step.table] : [];
  });
}
