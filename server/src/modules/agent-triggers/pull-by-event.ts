import * as z from "zod";
import { everyPublicEvent, type Reaction } from "../../framework/events.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { type FoundTrigger, scopeOf } from "./pull-due.job.ts";
import { pullTrigger } from "./pull-trigger.ts";
import { beginningEvents } from "./require-next-time.ts";

type Happened = { type: string; workspace_id: string | null; facts: unknown };

/** An event begins the runs of those who want it. The note that it did commits with them, so each begins once. */
export const pullByEvent: Reaction = {
  ...job({
    name: "on.agent_triggers.event",
    data: z.object({ event_id: z.string() }),
    purpose: "converse",
    async run(ctx, { event_id }) {
      const { organizationId } = ctx.scope;
      const [happened] = await ctx.db.query<Happened>(
        "select type, workspace_id, facts from events where organization_id = $1 and id = $2 and type = any($3)",
        [organizationId, event_id, beginningEvents],
      );
      if (!happened) return;
      const wanted = await acrossTenants(ctx.database, "find triggers that wait for an event", (db) =>
        db.query<FoundTrigger>(
          `select organization_id, workspace_id, user_id, id from agent_triggers
           where organization_id = $1 and event_type = $2 and enabled and ($3::text is null or workspace_id = $3) order by id`,
          [organizationId, happened.type, happened.workspace_id],
        ),
      );
      for (const one of wanted) await ctx.inScope((step) => pullTrigger(step, one.id, happened), scopeOf(one));
    },
  }),
  to: everyPublicEvent,
};
