import * as z from "zod";
import type { Reaction } from "../../framework/events.ts";
import { job } from "../../framework/jobs.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { type FoundTrigger, isGone, scopeOf } from "./pull-due.job.ts";
import { pullTrigger } from "./pull-trigger.ts";
import { beginningEvents } from "./require-next-time.ts";

type Happened = { id: string; type: string; workspace_id: string | null; facts: unknown };

/**
 * An event begins the runs of those who want it, each in a transaction of its person that notes the event with it: whoever
 * comes again after a break begins the rest. In their order, so that the last one noted tells of all before it.
 */
export const pullByEvent: Reaction = {
  ...job({
    name: "on.agent_triggers.event",
    data: z.object({ event_id: z.string() }),
    purpose: "converse",
    ordered: true,
    long: true,
    async run(ctx, { event_id }) {
      const { organizationId } = ctx.scope;
      const [happened] = await ctx.db.query<Happened>(
        "select id, type, workspace_id, facts from events where organization_id = $1 and id = $2 and type = any($3)",
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
      for (const one of wanted)
        await ctx
          .inScope((step) => pullTrigger(step, one.id, happened), scopeOf(one))
          .catch((error: unknown) => {
            if (!isGone(error)) throw error;
          });
    },
  }),
  to: beginningEvents,
};
