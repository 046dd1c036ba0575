import * as z from "zod";
import { secondMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/tenant.ts";
import { endReservation } from "./end-reservation.ts";
import type { LedgerName } from "./tables.ts";

const sweptMax = 500;

type Found = { organization_id: string; id: string; ledger: LedgerName };

/** Gives back what a dead caller set aside. A call that still runs keeps what it holds, however long it takes. */
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
        `select organization_id, id, ledger from ledger_reservations r where state = 'held' and expires_at <= $1
           and not exists (select from generations g
             where g.workspace_id = r.workspace_id and g.id = r.operation_key and g.state = 'running')
         order by expires_at limit $2`,
        [at, sweptMax],
      ),
    );
    for (const { organization_id, id, ledger } of found) {
      const scope = proveScope({ organizationId: organization_id });
      await ctx.inScope((step) => endReservation(step, { ledger, id, state: "expired", used: 0 }), scope);
    }
  },
});
