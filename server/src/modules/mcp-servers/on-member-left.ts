import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { memberRemoved } from "../members/public.ts";

/** Whoever is no member any more has no agents here that could use their servers: no secret of theirs is kept. */
export const onMemberLeft = on("mcp_servers.end", memberRemoved, {
  purpose: "connections",
  async run(ctx, { organization_id, user_id }) {
    await acrossTenants(ctx.database, "remove the servers of somebody who left", (db) =>
      db.query("delete from own_mcp_servers where organization_id = $1 and user_id = $2", [organization_id, user_id]),
    );
  },
});
