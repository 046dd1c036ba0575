import * as z from "zod";
import { later, minuteMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { refreshModelServer } from "./refresh-model-server.job.ts";

const refreshedMax = 500;

/** Keeps what is known of each server fresh, where AI is on: while it is off, nothing is sent to any. */
export const refreshModelServers = job({
  name: "models.refresh_servers",
  data: z.object({}),
  purpose: "models",
  everyMs: minuteMs,
  async run({ database, clock, inScope }) {
    const at = clock.now();
    const due = await acrossTenants(database, "find model servers to look at", (db) =>
      db.query<{ id: string; organization_id: string }>(
        `select s.id, s.organization_id from model_servers s join organizations o using (organization_id)
         where s.checked_at <= $1 and o.ai_enabled and o.suspended_at is null order by s.checked_at limit $2`,
        [later(at, -minuteMs), refreshedMax],
      ),
    );
    for (const { id, organization_id } of due) {
      const scope = proveScope({ organizationId: organization_id });
      await inScope((step) => step.enqueue(refreshModelServer, { model_server_id: id }), scope);
    }
  },
});
