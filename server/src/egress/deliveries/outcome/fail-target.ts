import type { Work } from "../../../framework/context.ts";
import { minuteMs, secondMs } from "../../../framework/clock.ts";
import type { DeliveryFailure } from "../../../integrations/roles/deliveries/delivery-failure.ts";
import type { Delivery } from "../delivery.ts";
import { holdTarget } from "./hold-target.ts";
import type { FailedTarget } from "../kind.ts";

/** So many failures in a row, and a target is left alone for a while; each further one makes the while longer. */
const failuresBeforePause = 5;
const pauseMs = 30 * secondMs;
const pauseMostMs = 30 * minuteMs;

/** A target that fails again and again is left alone, longer each time. What goes wrong with one recipient says nothing of the others. */
export async function failTarget(
  step: Work,
  { holder, target }: Delivery,
  { code }: DeliveryFailure,
): Promise<FailedTarget | undefined> {
  if (code === "delivery.recipient_refused" || code === "delivery.content_refused") return undefined;
  const at = step.clock.now();
  const [row] = await step.db.query<{
    failures: number;
    failing_since: Date;
    paused_until: Date | null;
    pause_ms: number;
    is_new: boolean | null;
  }>(
    `insert into delivery_targets as t (holder, target, failures, failing_since, changed_at) values ($1, $2, 1, $3, $3)
     on conflict (holder, target) do update set failures = t.failures + case when t.paused_until > $3 then 0 else 1 end, failing_since = coalesce(t.failing_since, $3),
       changed_at = $3, paused_until = case when t.failures + 1 < $4 or t.paused_until > $3 then t.paused_until
         else $3::timestamptz + least($5 * power(2, least(t.failures + 1 - $4, 20)), $6) * interval '1 millisecond' end
     returning failures, failing_since, paused_until, (extract(epoch from paused_until - $3) * 1000)::float8 as pause_ms,
       failures >= $4 and paused_until = $3::timestamptz
         + least($5 * power(2, least(failures - $4, 20)), $6) * interval '1 millisecond' as is_new`,
    [holder, target, at, failuresBeforePause, pauseMs, pauseMostMs],
  );
  // A pause that is in force, and the next one, are not made longer by whatever was under way when it began.
  if (row!.is_new && row!.paused_until && target)
    await holdTarget(step, { holder, target }, { until: row!.paused_until, spreadMs: row!.pause_ms });
  return { failures: row!.failures, failingSince: row!.failing_since };
}
