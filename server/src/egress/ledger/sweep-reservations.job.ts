import * as z from "zod";
import { secondMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { endReservation } from "./end-reservation.ts";
import type { LedgerName } from "./tables.ts";

const sweptMax = 500;

type Found = { organization_id: string; id: string; ledger: LedgerName; used: number };

/**
 * Ends what a dead caller set aside. Where it came as far as sending, it is charged what was last on record as used, the
 * prompt at least; what was never sent is given back. A call that still runs keeps what it holds, however long it takes.
 */
export const sweepReservations = job({
  name: "ledger.sweep_reservations",
  data: z.object({}),
  purpose: "billing",
  everyMs: 5 * secondMs,
  long: true,
  async run(ctx) {
    const at = ctx.clock.now();
    const found = await acrossTenants(ctx.database, "find reservations whose caller died", (db) =>
      db.query<Found>(
        `select r.organization_id, r.id, r.ledger, coalesce(g.cost_micros, 0) as used from ledger_reservations r
         left join generations g on g.workspace_id = r.workspace_id and g.id = r.operation_key
         where r.state = 'held' and case when g.id is null then r.expires_at <= $1 else g.state <> 'running' end
         order by r.expires_at limit $2`,
        [at, sweptMax],
      ),
    );
    for (const { organization_id, id, ledger, used } of found) {
      const scope = proveScope({ organizationId: organization_id });
      await ctx.inScope(
        (step) => endReservation(step, { ledger, id, state: used > 0 ? "settled" : "expired", used }),
        scope,
      );
    }
  },
});
