import type { Subject } from "../../framework/context.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { type Catalogue, tableNamed } from "../catalogue.ts";
import { endingParts, endingRows } from "./find-rows.ts";
import { type Plan, type Step, touchesRows } from "./plan-erasure.ts";

export type CountedStep = Exclude<Step, { action: "fence" | "seal_log" | "verify" | "remove_objects" | "certify" }> & {
  rows: number;
};

/** The steps that touch rows, each with how many there are now: a dry run. Steps without a row are left out. */
export async function countPlan(db: Db, catalogue: Catalogue, plan: Plan, subject: Subject): Promise<CountedStep[]> {
  const counted: CountedStep[] = [];
  for (const step of plan.steps) {
    if (!touchesRows(step)) continue;
    const rows = await countStep(db, catalogue, step, subject);
    if (rows > 0) counted.push({ ...step, rows });
  }
  return counted;
}

async function countStep(
  db: Db,
  catalogue: Catalogue,
  step: Extract<Step, { table: string }>,
  subject: Subject,
): Promise<number> {
  const condition = conditionOf(catalogue, step, subject.kind);
  const [found] = await db.query<{ rows: number }>(
    `select count(*)::int as rows from ${step.table} t where ${condition}`,
    [subject.id],
  );
  return found?.rows ?? 0;
}

/** The same as several conditions, for statements that come back until no row is left. */
export function conditionsOf(
  catalogue: Catalogue,
  step: Extract<Step, { table: string }>,
  kind: Subject["kind"],
): readonly string[] {
  if (step.action !== "delete") return [conditionOf(catalogue, step, kind)];
  return endingParts(catalogue, tableNamed(catalogue, step.table), kind);
}

/** SQL that is true of the rows (under `t`) a step still has to deal with, for the subject with the id `$1`. */
export function conditionOf(
  catalogue: Catalogue,
  step: Extract<Step, { table: string }>,
  kind: Subject["kind"],
): string {
  const ending = endingRows(catalogue, tableNamed(catalogue, step.table), kind);
  // A row that goes anyway has nothing to clear.
  if (step.action === "clear") return `t.${step.actor} = $1${ending ? ` and (${ending}) is not true` : ""}`;
  if (ending === undefined) throw new Error(`no row of ${step.table} ends with a ${kind}`);
  return ending;
}
