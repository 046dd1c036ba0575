import type * as z from "zod";
import type { Work } from "../context.ts";
import { later, secondMs } from "../clock.ts";
import { requestErrors } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Db } from "../database/tenant.ts";

export type JobContext = Work & {
  /** Aborts when the lease is lost, the job is cancelled, or the worker stops. */
  readonly signal: AbortSignal;
  /** 1 for the first try. */
  readonly attempt: number;
};

export type Job<D extends z.ZodType = z.ZodType> = {
  /** Imperative, with its area: `conversations.answer`. */
  name: string;
  /** Ids and codes only: the queue holds nothing personal. */
  data: D;
  purpose: string;
  /** One at a time per lane, in the order they were written; a failing one holds up those behind it. */
  ordered?: boolean;
  /** How many of one tenant's may run at once, over all workers. */
  perTenantMax?: number;
  /** How many one worker works on at once, give or take one claim: the rest of its places is for other jobs. */
  perWorkerMax?: number;
  attemptsMax?: number;
  /** Waits on the outside world: runs without a transaction, in short steps, and its lease is renewed meanwhile. */
  long?: boolean;
  /** Standard cron expression, in UTC. */
  cron?: string;
  everyMs?: number;
  run(context: JobContext, data: z.output<D>): Promise<void>;
};

export const job = <D extends z.ZodType>(declared: Job<D>): Job<D> => declared;

export type EnqueueOptions = {
  /** Not before this instant. */
  at?: Date;
  /** Whose turn it takes: the workspace, organization or user of the scope unless said otherwise. */
  lane?: string;
};

/** Notified where jobs were written that are due: workers look again. */
export const jobsChannel = "avow_jobs";

const enqueueSql = `
  with lane as (
    insert into job_lanes (queue, lane, running_max, ordered, served_at) values ($2, $3, $4, $5, $6)
    on conflict (queue, lane) do nothing
  )
  insert into jobs (id, queue, lane, organization_id, workspace_id, user_id, data, state, run_at, attempts, created_at)
  values ($1, $2, $3, $7, $8, $9, $10, 'queued', $11, 0, $6)`;

/** Writes a job in the caller's transaction: it exists if and only if that commits. */
export async function enqueue(
  db: Db,
  declared: Job,
  data: unknown,
  at: Date,
  options: EnqueueOptions = {},
): Promise<string> {
  const { organizationId = null, workspaceId = null, userId = null } = db.scope;
  const lane = options.lane ?? workspaceId ?? organizationId ?? userId ?? "deployment";
  const id = newId("job", at);
  const runAt = options.at ?? at;
  const values = [
    id,
    declared.name,
    lane,
    declared.ordered ? 1 : (declared.perTenantMax ?? 4),
    declared.ordered ?? false,
    at,
    organizationId,
    workspaceId,
    userId,
    JSON.stringify(declared.data.parse(data)),
    runAt,
  ];
  await db.atEnd(enqueueSql, values);
  if (runAt <= at) db.ring(jobsChannel);
  return id;
}

/** A job as claimed by a worker. */
export type ClaimedJob = {
  id: string;
  queue: string;
  organization_id: string | null;
  workspace_id: string | null;
  user_id: string | null;
  data: unknown;
  attempts: number;
};

/**
 * Claims due jobs, at most `running_max` of a lane at once over all workers, lanes in turn: whoever waited longest
 * is first, so one tenant's flood delays nobody else. The lane's lock is taken before its running jobs are counted.
 */
export async function claimJobs(
  db: Db,
  ask: { queues: readonly string[]; most: number; worker: string; at: Date; leaseMs: number },
): Promise<ClaimedJob[]> {
  const lanes = await db.query<{ queue: string; lane: string }>(
    `select queue, lane from job_lanes l
     where queue = any($1) and coalesce(
       (select true from jobs j where j.queue = l.queue and j.lane = l.lane and j.state = 'queued' and j.run_at <= $2 order by j.run_at limit 1),
       (select true from jobs j where j.queue = l.queue and j.lane = l.lane and j.state = 'leased' and j.lease_until <= $2 limit 1),
       false)
     order by served_at limit $3 for update skip locked`,
    [ask.queues, ask.at, ask.most],
  );
  if (lanes.length === 0) return [];
  return db.query<ClaimedJob>(
    `with free as materialized (
       select l.queue, l.lane, l.ordered, l.running_max - (
         select count(*) from jobs r where r.queue = l.queue and r.lane = l.lane and r.state = 'leased' and r.lease_until > $3) as slots
       from job_lanes l join unnest($1::text[], $2::text[]) as asked(queue, lane) using (queue, lane)
     ), picked as (
       select j.id from (select queue, lane, ordered, greatest(slots, 0) as slots from free) f cross join lateral (
         select id, run_at, state, lease_until, row_number() over (order by case when f.ordered then position end, run_at, position) as turn from (
           (select id, run_at, state, lease_until, position from jobs
            where f.ordered and queue = f.queue and lane = f.lane and state in ('queued', 'leased') order by position limit 8)
           union all
           (select id, run_at, state, lease_until, position from jobs
            where not f.ordered and queue = f.queue and lane = f.lane and state = 'queued' and run_at <= $3
            order by run_at, position limit f.slots)
           union all
           (select id, run_at, state, lease_until, position from jobs
            where not f.ordered and queue = f.queue and lane = f.lane and state = 'leased' and lease_until <= $3
            order by position limit 8)) next
       ) j
       where j.turn <= f.slots and ((j.state = 'queued' and j.run_at <= $3) or (j.state = 'leased' and j.lease_until <= $3))
       limit $4
     ), served as (
       update job_lanes l set served_at = $3 from unnest($1::text[], $2::text[]) as asked(queue, lane) where l.queue = asked.queue and l.lane = asked.lane
     )
     update jobs set state = 'leased', attempts = attempts + 1, lease_until = $5, worker = $6
     where id in (select id from picked)
     returning id, queue, organization_id, workspace_id, user_id, data, attempts`,
    [lanes.map((l) => l.queue), lanes.map((l) => l.lane), ask.at, ask.most, later(ask.at, ask.leaseMs), ask.worker],
  );
}

/** Removes finished jobs. Those whose lease was lost meanwhile are not among the answer: someone else has them, and this try must not count. */
export const finishing = (claimed: readonly { id: string; attempts: number }[], worker: string) => ({
  text: `delete from jobs j using unnest($1::text[], $3::int[]) as done(id, attempts)
     where j.id = done.id and j.worker = $2 and j.attempts = done.attempts returning j.id`,
  values: [claimed.map(({ id }) => id), worker, claimed.map(({ attempts }) => attempts)],
});

/** The same in a transaction that also did the work. @returns the ids of those that counted */
export async function finishJobs(db: Db, ...[claimed, worker]: Parameters<typeof finishing>): Promise<Set<string>> {
  const { text, values } = finishing(claimed, worker);
  return new Set((await db.query<{ id: string }>(text, values)).map(({ id }) => id));
}

/** Renews leases; returns the ids still held. */
export async function renewLeases(db: Db, ids: readonly string[], worker: string, until: Date): Promise<Set<string>> {
  const held = await db.query<{ id: string }>(
    "update jobs set lease_until = $3 where id = any($1) and worker = $2 and state = 'leased' returning id",
    [ids, worker, until],
  );
  return new Set(held.map(({ id }) => id));
}

/**
 * Puts a failed job back with exponential backoff and jitter, or aside as dead after its last try. Where the database was
 * away it is not the job that failed: that try does not count.
 */
export async function failJob(
  db: Db,
  claimed: ClaimedJob,
  declared: Job | undefined,
  worker: string,
  at: Date,
  code: string,
): Promise<"retry" | "dead"> {
  const counts = code !== requestErrors.unavailable.code;
  const isDead = counts && claimed.attempts >= (declared?.attemptsMax ?? 10);
  const state = isDead ? "dead" : "queued";
  const waitMs = (counts ? Math.min(2 ** claimed.attempts, 600) : 1) * secondMs * (0.5 + Math.random());
  await db.query(
    `update jobs set state = $4, run_at = $5, last_error = $6, attempts = $7, lease_until = null, worker = null
     where id = $1 and worker = $2 and attempts = $3`,
    [claimed.id, worker, claimed.attempts, state, later(at, waitMs), code, claimed.attempts - (counts ? 0 : 1)],
  );
  return isDead ? "dead" : "retry";
}

/** Gives unfinished jobs back at once, without counting the try: a clean stop. */
export async function releaseJobs(db: Db, worker: string, at: Date): Promise<void> {
  await db.query(
    "update jobs set state = 'queued', run_at = $2, attempts = attempts - 1, lease_until = null, worker = null where worker = $1 and state = 'leased'",
    [worker, at],
  );
}
