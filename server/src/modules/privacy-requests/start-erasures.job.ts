import * as z from "zod";
import { secondMs } from "../../framework/clock.ts";
import { enqueue, job, type JobContext } from "../../framework/jobs/jobs.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import {
  auditRecorder,
  beginErasure,
  cataloguePort,
  type ErasureRequest,
  shift,
  subjectOf,
} from "../../privacy/public.ts";
import { eraseSubject } from "./erase-subject.job.ts";
import { findBlockersNow } from "./find-blockers.ts";
import { readDuration } from "./read-duration.ts";

/** Erasures whose waiting time is over begin; those whose job was given up go on. */
export const startErasures = job({
  name: "privacy_requests.start",
  data: z.object({}),
  purpose: "account",
  everyMs: secondMs,
  async run(ctx) {
    const due = await acrossTenants(ctx.database, "find erasures that are due", (db) =>
      db.query<{ id: string }>(
        `select r.id from privacy_requests r
         where state in ('cooling_off', 'executing') and starts_at <= $1 and not exists (
           select 1 from jobs j where j.queue = $2 and j.state <> 'dead' and j.data ->> 'request_id' = r.id)
         order by starts_at limit 20`,
        [ctx.at, eraseSubject.name],
      ),
    );
    for (const { id } of due) await acrossTenants(ctx.database, "begin an erasure", (db) => start(ctx, db, id));
  },
});

/** Plan, state and job commit together. The request is locked, so that neither a withdrawal nor another start races. */
async function start(ctx: JobContext, db: Db, id: string): Promise<void> {
  const [request] = await db.query<ErasureRequest & { state: string }>(
    `select id, user_id, organization_id, contact_id, workspace_id, created_at, fenced_at, receipt_token_hash, subject_reference, plan_hash, state
     from privacy_requests where id = $1 and state in ('cooling_off', 'executing') for update skip locked`,
    [id],
  );
  if (!request) return;
  if (request.state === "cooling_off") {
    const [blocker] = await findBlockersNow(db, subjectOf(request));
    if (blocker) return refuse(ctx, db, id, blocker.code);
    await beginErasure(db, ctx.port(cataloguePort), request);
    await record(ctx, db, "privacy_request.started", id);
  }
  await enqueue(db, eraseSubject, { request_id: id }, ctx.at);
}

async function refuse(ctx: JobContext, db: Db, id: string, code: string): Promise<void> {
  await db.query(
    "update privacy_requests set state = 'refused', refusal = $2, receipt_token_hash = null, expires_at = $3 where id = $1",
    [id, code, shift(ctx.at, await readDuration(ctx, "retention.log_days"))],
  );
  await record(ctx, db, "privacy_request.refused", id);
}

function record({ keys, principal, newId, at }: JobContext, db: Db, action: string, target: string): Promise<void> {
  return auditRecorder(keys)(db, { action, target, principal, client: undefined, requestId: newId("req"), at });
}
