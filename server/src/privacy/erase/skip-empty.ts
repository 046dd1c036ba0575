import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { conditionsOf } from "../planner/count-plan.ts";
import { type Step, touchesRows } from "../planner/plan-erasure.ts";
import type { Erasure } from "./run-task.ts";

type RowStep = Extract<Step, { table: string }>;
type Placed = { position: number; step: RowStep };

/** Which of these steps find any row now. They are asked together: most tables have nothing of most people. */
export async function findBusy(
  db: Db,
  { catalogue, subject }: Erasure,
  steps: readonly Placed[],
): Promise<Set<number>> {
  // To plan these anew for every subject would cost more than to run them: each finds few rows, by an index.
  await db.query("set local plan_cache_mode = force_generic_plan");
  const busy = await Promise.all(
    steps.map(async ({ position, step }) => {
      const any = conditionsOf(catalogue, step, subject.kind)
        .map((condition) => `exists (select from ${step.table} t where ${condition})`)
        .join(" or ");
      const [found] = await db.query<{ found: boolean }>(`select ${any} as found`, [subject.id]);
      return found!.found ? [position] : [];
    }),
  );
  return new Set(busy.flat());
}

/** The plan's steps that touch rows, with their places. */
export const rowSteps = ({ plan }: Pick<Erasure, "plan">): Placed[] =>
  plan.steps.flatMap((step, i) => (touchesRows(step) ? [{ position: i + 1, step }] : []));

/** Ends the steps that have nothing to do, in one transaction: each by itself would cost one. */
export async function skipEmpty(erasure: Erasure): Promise<void> {
  const { means, request } = erasure;
  await acrossTenants(means.database, "see what an erasure has to do", async (db) => {
    const waiting = await db.query<{ position: number }>(
      "select position from erasure_tasks where request_id = $1 and state = 'waiting' order by position for update",
      [request.id],
    );
    const open = new Set(waiting.map(({ position }) => position));
    const steps = rowSteps(erasure).filter(({ position }) => open.has(position));
    const busy = await findBusy(db, erasure, steps);
    const empty = steps.map(({ position }) => position).filter((position) => !busy.has(position));
    await db.query(
      "update erasure_tasks set state = 'done', done_at = $3 where request_id = $1 and position = any($2)",
      [request.id, empty, means.clock.now()],
    );
  });
}
