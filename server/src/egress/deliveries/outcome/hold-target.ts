import type { Work } from "../../../framework/context.ts";

type Target = { holder: string; target: string };

/**
 * Jobs follow their deliveries, in a statement of its own: it also sees those that were written while the one before it waited
 * for whoever wrote them.
 */
const moveJobsSql = `update jobs j set run_at = d.next_at from deliveries d
  where j.lane = $1 and j.queue like 'deliveries.send%' and j.state = 'queued' and j.data ->> 'delivery_id' = d.id
    and d.holder = $1 and d.target = $2 and d.state in ('intent', 'retry_wait') and j.run_at <> d.next_at`;

/**
 * Statistics are older than a queue that grew within a second: believing them, each delivery would be compared with each job,
 * for minutes, while both are locked. Two passes take as long as both are.
 */
async function moveJobs({ db }: Work, { holder, target }: Target): Promise<void> {
  await db.query("set local enable_nestloop = off");
  await db.query(moveJobsSql, [holder, target]);
  await db.query("set local enable_nestloop = on");
}

/**
 * Moves everything that waits for a target behind its pause, each a little later than the one before: nothing is looked at in
 * vain meanwhile, and what comes first tells whether the target is back.
 */
export async function holdTarget(
  work: Work,
  { holder, target }: Target,
  pause: { until: Date; spreadMs: number },
): Promise<void> {
  await work.db.query(
    `update deliveries set next_at = $3::timestamptz + random() * $4 * interval '1 millisecond', is_held = true
     where holder = $1 and target = $2 and state in ('intent', 'retry_wait') and next_at < $3`,
    [holder, target, pause.until, pause.spreadMs],
  );
  await moveJobs(work, { holder, target });
}

/** The target is back: whatever was held for its sake goes out now. */
export async function releaseTarget(work: Work, { holder, target }: Target): Promise<void> {
  const released = await work.db.query(
    `with moved as (
       update deliveries set next_at = $3, is_held = false
       where holder = $1 and target = $2 and is_held and state in ('intent', 'retry_wait') returning 1
     ) select 1 from moved limit 1`,
    [holder, target, work.clock.now()],
  );
  if (released.length > 0) await moveJobs(work, { holder, target });
}
