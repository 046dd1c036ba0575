import type { Work } from "../../framework/context.ts";

type Target = { holder: string; target: string };

const jobsOfMoved = `update jobs j set run_at = m.next_at from moved m
  where j.lane = $1 and j.queue like 'deliveries.send%' and j.state = 'queued' and j.data ->> 'delivery_id' = m.id`;

/**
 * Moves everything that waits for a target behind its pause, each a little later than the one before, in one statement: nothing is
 * looked at in vain meanwhile, and what comes first tells whether the target is back.
 */
export async function holdTarget(
  work: Work,
  { holder, target }: Target,
  pause: { until: Date; spreadMs: number },
): Promise<void> {
  await work.db.query(
    `with moved as (
       update deliveries set next_at = $3::timestamptz + random() * $4 * interval '1 millisecond', is_held = true
       where holder = $1 and target = $2 and state in ('intent', 'retry_wait') and next_at < $3 returning id, next_at
     ) ${jobsOfMoved}`,
    [holder, target, pause.until, pause.spreadMs],
  );
}

/** The target is back: whatever was held for its sake goes out now. */
export async function releaseTarget(work: Work, { holder, target }: Target): Promise<void> {
  await work.db.query(
    `with moved as (
       update deliveries set next_at = $3, is_held = false
       where holder = $1 and target = $2 and is_held and state in ('intent', 'retry_wait') returning id, next_at
     ) ${jobsOfMoved}`,
    [holder, target, work.clock.now()],
  );
}
