import type { Db } from "../../framework/database/tenant.ts";
import { leavingHash } from "../audit/seal-log.ts";
import { tableNamed } from "../catalogue.ts";
import { shift } from "../parameters.ts";
import { conditionOf, conditionsOf } from "../planner/count-plan.ts";
import type { Step } from "../planner/plan-erasure.ts";
import { blind } from "../holds/set-aside.ts";
import { clearRows } from "./clear-rows.ts";
import { findBusy, rowSteps } from "./skip-empty.ts";
import { countProgress, type Erasure, type Progress, runTask, type Task } from "./run-task.ts";

type RowStep = Extract<Step, { table: string }>;

/** So many rows to a transaction: short enough to hold nobody up. */
const batchMax = 2000;

/**
 * Deletes the rows (under `t`) for which any condition holds of the subject `$1`; at most `most`, where it is given.
 * @returns how many went, and whether none of those found stayed: a row that somebody changed meanwhile is another now
 */
export async function deleteWhere(
  db: Db,
  table: string,
  conditions: readonly string[],
  subjectId: string,
  most?: number,
): Promise<{ rows: number; isDone: boolean }> {
  const limit = most === undefined ? "" : `limit ${most}`;
  const parts = conditions.map(
    (condition) => `(select t.ctid as place from ${table} t where ${leavingHash(table, condition)} ${limit})`,
  );
  const [batch] = await db.query<{ found: number; rows: number }>(
    `with found as materialized (select place from (${parts.join(" union ")}) of_any ${limit}),
       gone as (delete from ${table} where ctid = any(array(select place from found)) returning 1)
     select (select count(*)::int from found) as found, (select count(*)::int from gone) as rows`,
    [subjectId],
  );
  const { found, rows } = batch!;
  return { rows, isDone: rows === found && found !== most };
}

/** Carries out a step that touches the rows of one table, batch by batch. */
export async function runRowStep(erasure: Erasure, task: Task<RowStep>): Promise<void> {
  await runTask(erasure, task, (db) => runBatch(db, erasure, task.step));
}

/** Goes through all of the plan's rows once more, each counted with its step; true when there was nothing left. */
export async function removeLeftovers(db: Db, erasure: Erasure): Promise<boolean> {
  const steps = rowSteps(erasure).filter(({ step }) => step.action !== "reduce" && step.action !== "hold");
  const busy = await findBusy(db, erasure, steps);
  let isClean = true;
  for (const { position, step } of steps.filter((one) => busy.has(one.position))) {
    const progress = await runBatch(db, erasure, step);
    if (progress.rows === 0) continue;
    await countProgress(db, erasure, position, { ...progress, isDone: false });
    isClean = false;
  }
  return isClean;
}

async function runBatch(db: Db, erasure: Erasure, step: RowStep): Promise<Progress> {
  const { catalogue, subject } = erasure;
  if (step.action === "delete") {
    const conditions = conditionsOf(catalogue, step, subject.kind);
    return deleteWhere(db, step.table, conditions, subject.id, batchMax);
  }
  const condition = conditionOf(catalogue, step, subject.kind);
  if (step.action === "hold") return holdRows(db, erasure, step, condition);
  if (step.action === "reduce") return reduceRows(db, erasure, step, condition);
  return clearRows(db, erasure, { step, condition, most: batchMax });
}

/** Counts what a legal hold keeps; nothing finds it by what it was looked up by. */
async function holdRows(db: Db, erasure: Erasure, { table }: RowStep, condition: string): Promise<Progress> {
  const { catalogue, subject } = erasure;
  await blind(db, tableNamed(catalogue, table), condition, subject.id);
  const [kept] = await db.query<{ rows: number; until: Date | null }>(
    `select count(*)::int as rows, (select max(h.review_at) from held_subjects h where h.subject_id = $1) as until
     from ${table} t where ${condition}`,
    [subject.id],
  );
  return { rows: kept!.rows, isDone: true, keptUntil: kept!.until ?? erasure.means.clock.now() };
}

/** Clears what the law does not ask for; counts what stays, and says until when. */
async function reduceRows(
  db: Db,
  { catalogue, subject, means }: Erasure,
  step: Extract<Step, { action: "reduce" }>,
  condition: string,
): Promise<Progress> {
  const { column } = tableNamed(catalogue, step.table).keep.until ?? {};
  if (column === undefined) throw new Error(`${step.table} keeps personal data without an end`);
  if (step.clear.length > 0) {
    const nulled = step.clear.map((name) => `${name} = null`).join(", ");
    await db.query(`update ${step.table} t set ${nulled} where ${condition}`, [subject.id]);
  }
  const [kept] = await db.query<{ rows: number; newest: Date | null }>(
    `select count(*)::int as rows, max(t.${column}) as newest from ${step.table} t where ${condition}`,
    [subject.id],
  );
  const keptUntil = shift(kept?.newest ?? means.clock.now(), { amount: step.years, unit: "years" });
  if (!kept || kept.rows === 0) return { rows: 0, isDone: true };
  await db.query(
    `update subject_keys set destroy_at = case when holds = '{}' then greatest(destroy_at, $3) end,
       resume_at = case when holds <> '{}' then greatest(resume_at, $3) end where subject_id = $1 and cls = $2`,
    [subject.id, step.class, keptUntil],
  );
  return { rows: kept.rows, isDone: true, keptUntil };
}
