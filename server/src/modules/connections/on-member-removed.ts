import { on } from "../../framework/events.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { memberRemoved } from "../members/public.ts";
import { dropConnection } from "./disconnect/drop-connection.ts";
import { findConnections } from "./find-connections.ts";

/** Whoever is no member any more has no agents here that could use their accounts: nothing that opens these is kept. */
export const onMemberRemoved = on("connections.end", memberRemoved, {
  purpose: "connections",
  async run(ctx, { organization_id, user_id }) {
    const found = await acrossTenants(ctx.database, "end the connections of somebody who left", (db) =>
      db.query<{ id: string; workspace_id: string }>(
        "select id, workspace_id from connections where organization_id = $1 and user_id = $2",
        [organization_id, user_id],
      ),
    );
    for (const { id, workspace_id } of found) {
      const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId: user_id });
      await ctx.inScope(async (step) => {
        const [connection] = await findConnections(step, { id });
        if (connection) await dropConnection(step, connection, "connections.member_removed");
      }, scope);
    }
  },
});
