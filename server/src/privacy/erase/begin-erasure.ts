import type { Subject } from "../../framework/context.ts";
import type { Db } from "../../framework/database/tenant.ts";
import type { Catalogue } from "../catalogue.ts";
import { findHolds, lockKeys } from "../holds/set-aside.ts";
import { hashPlan, planErasure } from "../planner/plan-erasure.ts";
import type { GivenTo } from "../receipts/receipt.ts";

/** A request as the erasure needs it. */
export type ErasureRequest = {
  id: string;
  user_id: string | null;
  contact_id: string | null;
  workspace_id: string | null;
  organization_id: string | null;
  created_at: Date;
  fenced_at: Date | null;
  receipt_token_hash: Buffer | null;
  subject_reference: string | null;
  plan_hash: string | null;
  given_to?: GivenTo[] | null;
};

/** @throws for a request that names no subject */
export function subjectOf(request: Pick<ErasureRequest, "user_id" | "organization_id" | "contact_id">): Subject {
  if (request.contact_id) return { kind: "contact", id: request.contact_id };
  if (request.user_id) return { kind: "user", id: request.user_id };
  if (request.organization_id) return { kind: "organization", id: request.organization_id };
  throw new Error("a privacy request is about a user, an organization or a contact");
}

/**
 * Fixes what will be done, in the transaction that starts doing it: the plan, its hash, and one row for each step.
 * The request must be locked, and due.
 */
export async function beginErasure(db: Db, catalogue: Catalogue, request: ErasureRequest): Promise<void> {
  const subject = subjectOf(request);
  await lockKeys(db, subject);
  const holds = await findHolds(db, subject);
  const plan = planErasure(
    catalogue,
    subject.kind,
    holds.map(({ id }) => id),
  );
  await db.query(
    "update held_subjects set has_ended = true, receipt_token_hash = $2, subject_reference = $3 where subject_id = $1",
    [subject.id, request.receipt_token_hash, request.subject_reference],
  );
  await db.query(
    "update privacy_requests set state = 'executing', plan = $2, plan_hash = $3 where id = $1 and state = 'cooling_off'",
    [request.id, JSON.stringify(plan), hashPlan(plan)],
  );
  await db.query(
    `insert into erasure_tasks (request_id, position, action, target, state, rows)
     select $1, place, action, target, 'waiting', 0
     from unnest($2::text[], $3::text[]) with ordinality as step(action, target, place)`,
    [
      request.id,
      plan.steps.map(({ action }) => action),
      plan.steps.map((step) => ("table" in step ? step.table : null)),
    ],
  );
}
