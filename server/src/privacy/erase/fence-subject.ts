import type { Db } from "../../framework/database/tenant.ts";
import { tableNamed } from "../catalogue.ts";
import { endKeys } from "../holds/end-keys.ts";
import { destroyedKeysChannel } from "../keys.ts";
import { endingParts, endingRows } from "../planner/find-rows.ts";
import type { Step } from "../planner/plan-erasure.ts";
import { type Erasure, runTask, type Task } from "./run-task.ts";
import { deleteWhere } from "./delete-rows.ts";
import { findBusy, rowSteps } from "./skip-empty.ts";

/** An organization takes its contacts along: whose keys go with it, nobody lists. */
const everyone = "";

type Fence = Extract<Step, { action: "fence" }>;

/**
 * Hides the subject, ends whatever lets someone in for it, and destroys its keys, in one transaction: from its commit
 * on nobody can sign in, see or open anything of the subject, and work that began before cannot finish, because every
 * write needs a key for its audit entry.
 */
export async function fenceSubject(erasure: Erasure, task: Task<Fence>): Promise<void> {
  await runTask(erasure, task, async (db) => {
    await hideRoot(db, erasure, task.step);
    await Promise.all(task.step.tokens.map((name) => endTokens(db, erasure, name)));
    const keys = await destroyKeys(db, erasure, task.step);
    const at = erasure.means.clock.now();
    await db.query("update privacy_requests set fenced_at = $2 where id = $1", [erasure.request.id, at]);
    const whose = erasure.subject.kind === "organization" ? everyone : erasure.subject.id;
    await db.query("select pg_notify($1, $2)", [destroyedKeysChannel, whose]);
    return { rows: keys, isDone: true };
  });
  erasure.forgetKeys(erasure.subject.kind === "organization" ? everyone : erasure.subject.id);
}

async function hideRoot(db: Db, { catalogue, subject, means }: Erasure, { root }: Fence): Promise<void> {
  const condition = endingRows(catalogue, tableNamed(catalogue, root), subject.kind);
  await db.query(`update ${root} t set suspended_at = coalesce(suspended_at, $2) where ${condition}`, [
    subject.id,
    means.clock.now(),
  ]);
}

/** They count where the plan deletes from the same table later on. */
async function endTokens(db: Db, { catalogue, subject, request }: Erasure, name: string): Promise<void> {
  const conditions = endingParts(catalogue, tableNamed(catalogue, name), subject.kind);
  const { rows } = await deleteWhere(db, name, conditions, subject.id);
  await db.query(
    "update erasure_tasks set rows = rows + $3 where request_id = $1 and target = $2 and action = 'delete'",
    [request.id, name, rows],
  );
}

/** All but those of classes that the law makes us keep, and of these only where there is a row to open. */
async function destroyKeys(db: Db, erasure: Erasure, fence: Fence): Promise<number> {
  const { subject, plan } = erasure;
  const kept = rowSteps({ plan }).filter(
    ({ step }) => step.action === "reduce" && fence.kept_classes.includes(step.class),
  );
  const busy = await findBusy(db, erasure, kept);
  const needed = new Set(
    kept.flatMap(({ position, step }) => (busy.has(position) && step.action === "reduce" ? [step.class] : [])),
  );
  const ended = "(subject_id = $1 and cls <> all($2)) or ($3 and organization_id = $1)";
  return (await endKeys(db, ended, [subject.id, [...needed], subject.kind === "organization"])).length;
}
