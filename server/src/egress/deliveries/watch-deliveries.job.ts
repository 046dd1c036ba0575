import * as z from "zod";
import { later, minuteMs, secondMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { type Delivery, scopeOf } from "./delivery.ts";
import { deliveryOverdue } from "./events.ts";
import { factsOf } from "./outcome/outcome.ts";
import { enqueueSend } from "./send-delivery.job.ts";

const overdueMs = 5 * minuteMs;
const overdueMost = 500;

type Overdue = Delivery & { is_told: boolean };

/**
 * Whatever should have been looked at minutes ago is looked at now, and somebody is told, once. Jobs are written with the rows they
 * are about, so this finds something only where a job ran out of tries or workers were away.
 */
export const watchDeliveries = job({
  name: "deliveries.watch",
  data: z.object({}),
  purpose: "deliveries",
  everyMs: 30 * secondMs,
  async run({ database, clock, inScope }) {
    const at = clock.now();
    const overdue = await acrossTenants(database, "find overdue deliveries", (db) =>
      db.query<Overdue>(
        `select d.*, overdue_told_at is not null as is_told from deliveries d
         where ended_at is null and next_at <= $1 and (lease_until is null or lease_until <= $1)
           and (overdue_told_at is null or overdue_told_at <= $1)
           and (order_key is null or not exists (select from deliveries b where b.holder = d.holder and b.order_key = d.order_key
             and b.position < d.position and b.ended_at is null))
         order by next_at limit $2`,
        [later(at, -overdueMs), overdueMost],
      ),
    );
    for (const one of overdue)
      await inScope(async (step) => {
        const [held] = await step.db.query(
          "update deliveries set overdue_told_at = $2 where id = $1 and ended_at is null returning id",
          [one.id, at],
        );
        if (!held) return;
        await enqueueSend(step, one, at);
        if (!one.is_told) await step.emit(deliveryOverdue, { ...factsOf(one), state: one.state });
      }, scopeOf(one));
  },
});
