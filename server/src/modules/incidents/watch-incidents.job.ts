import * as z from "zod";
import { hourMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { findIncident, saveIncident } from "./find-incident.ts";
import { isLate } from "./reckon-report.ts";

/** Says aloud, once, that the authority was not told in time. */
export const watchIncidents = job({
  name: "incidents.watch",
  data: z.object({}),
  purpose: "account",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    const late = await acrossTenants(ctx.database, "find incidents that were not reported", (db) =>
      db.query<{ id: string; organization_id: string }>(
        "select id, organization_id from incidents where reported_at is null and overdue_told_at is null and due_at < $1",
        [ctx.at],
      ),
    );
    for (const { id, organization_id: organizationId } of late) {
      ctx.signal.throwIfAborted();
      await ctx.inScope((step) => tell(step, id), proveScope({ organizationId }));
    }
  },
});

async function tell(work: Work, id: string): Promise<void> {
  const row = await findIncident(work, id, "to change");
  if (row.reported_at || row.overdue_told_at || !isLate(row.due_at, work.at)) return;
  await saveIncident(work, row, { overdue_told_at: work.at });
  const facts = { incident_id: id, is_drill: row.is_drill };
  const organizationId = row.organization_id;
  await raiseSecurityEvent(work, { kind: "incident.overdue", severity: "critical", organizationId, facts });
}
