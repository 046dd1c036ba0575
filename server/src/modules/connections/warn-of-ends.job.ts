import * as z from "zod";
import { dayMs, hourMs, later } from "../../framework/clock.ts";
import { event } from "../../framework/events.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { type ConnectedName, connectedNames } from "../../integrations/roles/connector.ts";

export const connectionExpiring = event(
  "connection.expiring",
  "An account has to be connected anew within three days.",
  z.object({ connection_id: z.string(), service: z.enum(connectedNames), ends_at: z.iso.datetime() }),
  { isPublic: true },
);

const warnBeforeMs = 3 * dayMs;
const warnedMost = 500;

type Ending = {
  id: string;
  organization_id: string;
  workspace_id: string;
  user_id: string | null;
  service: ConnectedName;
  ends_at: Date;
};

/** Whoever has to connect something anew is told in time, once for each end. Nothing is asked of the service for it. */
export const warnOfEnds = job({
  name: "connections.warn",
  data: z.object({}),
  purpose: "connections",
  everyMs: hourMs,
  async run(ctx) {
    const soon = later(ctx.clock.now(), warnBeforeMs);
    const ending = await acrossTenants(ctx.database, "warn of connections that end", (db) =>
      db.query<Ending>(
        `select id, organization_id, workspace_id, user_id, service, ends_at from connections
           where ends_at <= $1 and warned_for is distinct from ends_at
         union all
         select id, organization_id, workspace_id, null, service, ends_at from workspace_connections
           where ends_at <= $1 and warned_for is distinct from ends_at
         limit $2`,
        [soon, warnedMost],
      ),
    );
    for (const { id, organization_id, workspace_id, user_id, service, ends_at } of ending) {
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId: user_id });
      await ctx.inScope(async (step) => {
        const noted = await step.db.query(
          `update ${user_id ? "connections" : "workspace_connections"} set warned_for = $3
           where workspace_id = $1 and id = $2 and ends_at = $3 and warned_for is distinct from $3 returning id`,
          [workspace_id, id, ends_at],
        );
        if (noted.length > 0)
          await step.emit(connectionExpiring, { connection_id: id, service, ends_at: ends_at.toISOString() });
      }, scope);
    }
  },
});
