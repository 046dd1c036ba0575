import { acrossTenants } from "../../framework/database/tenant.ts";
import { sealLogs } from "../audit/seal-log.ts";
import type { Catalogue } from "../catalogue.ts";
import { type Plan, touchesRows } from "../planner/plan-erasure.ts";
import { type ErasureRequest, subjectOf } from "./begin-erasure.ts";
import { certifyErasure } from "./certify-erasure.ts";
import { runRowStep } from "./delete-rows.ts";
import { fenceSubject } from "./fence-subject.ts";
import { type Erasure, type Means, runTask, type Task } from "./run-task.ts";
import { skipEmpty } from "./skip-empty.ts";
import { removeObjects } from "./remove-objects.ts";
import { verifyErasure } from "./verify-erasure.ts";

export type CarryOut = Pick<
  Erasure,
  "forgetKeys" | "objects" | "signal" | "announce" | "readAmounts" | "findGiven" | "afterFence"
> & {
  means: Means;
  catalogue: Catalogue;
};

/**
 * Goes on with an erasure where it stands, to its end. May be called again after any interruption, and by several
 * processes at once; a request that is done, or not yet begun, is left alone.
 */
export async function carryOutErasure(requestId: string, { means, ...rest }: CarryOut): Promise<void> {
  let hasSkipped = false;
  let fencedSince = performance.now();
  for (;;) {
    const next = await findNext(means, requestId);
    if (!next) return;
    const { request, plan, position } = next;
    const step = plan.steps[position - 1];
    if (!step) throw new Error(`the plan of ${requestId} has no step ${position}`);
    const erasure = { means, request, plan, subject: subjectOf(request), fencedSince, ...rest };
    if (touchesRows(step) && !hasSkipped) await skipEmpty(erasure);
    else await runStep(erasure, { position, step });
    hasSkipped ||= touchesRows(step);
    if (step.action === "fence") fencedSince = performance.now();
  }
}

function runStep(erasure: Erasure, { position, step }: Task): Promise<void> {
  if (touchesRows(step)) return runRowStep(erasure, { position, step });
  switch (step.action) {
    case "fence":
      return fenceSubject(erasure, { position, step });
    case "seal_log":
      return sealEntries(erasure, { position, step });
    case "verify":
      return verifyErasure(erasure, { position, step });
    case "remove_objects":
      return removeObjects(erasure, { position, step });
    default:
      return certifyErasure(erasure, { position, step });
  }
}

/** Nothing begins for the subject any more, and all its rows are there: what had left by now is all there is to tell of. */
async function sealEntries(erasure: Erasure, task: Task): Promise<void> {
  const { request, subject } = erasure;
  await sealLogs(erasure.means);
  await runTask(erasure, task, async (db) => {
    const given = (await erasure.findGiven?.(db, subject)) ?? request.given_to ?? [];
    await db.query("update privacy_requests set given_to = $2 where id = $1", [request.id, JSON.stringify(given)]);
    await erasure.afterFence?.(db, request);
    return { rows: 0, isDone: true };
  });
}

type Next = { request: ErasureRequest; plan: Plan; position: number };

async function findNext({ database }: Means, requestId: string): Promise<Next | undefined> {
  const [found] = await acrossTenants(database, "go on with an erasure", (db) =>
    db.query<ErasureRequest & { plan: Plan; position: number }>(
      `select r.id, r.user_id, r.organization_id, r.contact_id, r.workspace_id, r.created_at, r.fenced_at, r.receipt_token_hash, r.subject_reference,
         r.plan_hash, r.plan, r.given_to, t.position
       from privacy_requests r join erasure_tasks t on t.request_id = r.id and t.state = 'waiting'
       where r.id = $1 and r.state = 'executing' order by t.position limit 1`,
      [requestId],
    ),
  );
  if (!found) return undefined;
  const { plan, position, ...request } = found;
  return { request, plan, position };
}
