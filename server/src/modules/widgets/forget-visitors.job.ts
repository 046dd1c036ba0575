import * as z from "zod";
import { hourMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { forgetVisitor, type Leaving } from "./forget-visitor.ts";

/** So many at once; the rest an hour later, or as soon as this is asked again. */
const atOnceMost = 500;

const dueSql = `select v.organization_id, v.workspace_id, v.id, v.contact_id, v.conversation_id, t.user_id
  from widget_visitors v
  left join conversations t on t.workspace_id = v.workspace_id and t.id = v.conversation_id
  join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id and c.suspended_at is null
  where v.forget_at <= $1 order by v.forget_at limit $2`;

type Due = Leaving & { organization_id: string; workspace_id: string; user_id: string | null };

/** Erases visitors who were not there for as long as their widget says, and those of widgets that are deleted. */
export const forgetVisitors = job({
  name: "widgets.forget_visitors",
  data: z.object({}),
  purpose: "converse",
  long: true,
  everyMs: hourMs,
  async run(ctx) {
    const due = await acrossTenants(ctx.database, "erase visitors of widgets whose time is over", (db) =>
      db.query<Due>(dueSql, [ctx.clock.now(), atOnceMost]),
    );
    for (const { organization_id: organizationId, workspace_id: workspaceId, user_id: userId, ...visitor } of due) {
      const scope = proveScope({ organizationId, workspaceId, userId });
      await ctx.inScope((step) => forgetVisitor(step, visitor), scope);
    }
  },
});
