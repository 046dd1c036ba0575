import * as z from "zod";
import { secondMs } from "../../../framework/clock.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { publishEvents } from "./publish-events.ts";

/** Organizations of which an endpoint has not got to the last event, and for which nobody is about to see to that. */
const behind = `
  select distinct w.organization_id from webhook_endpoints w join event_streams s on s.stream = w.organization_id
  where w.state = 'enabled' and w.last_sequence < s.last_sequence and not exists (
    select from jobs j where j.queue = $1 and j.organization_id = w.organization_id and j.state in ('queued', 'leased'))
  limit 1000`;

/** Quiet events are written without a job: one job for each organization tells of all that came since. */
export const publishQuiet = job({
  name: "webhooks.publish_quiet",
  data: z.object({}),
  purpose: "webhooks",
  everyMs: secondMs,
  perTenantMax: 1,
  async run({ database, inScope }) {
    const found = await acrossTenants(database, "find organizations with events that nobody was told of", (db) =>
      db.query<{ organization_id: string }>(behind, [publishEvents.name]),
    );
    for (const { organization_id: organizationId } of found)
      await inScope((step) => step.enqueue(publishEvents, { event_id: "" }), proveScope({ organizationId }));
  },
});
